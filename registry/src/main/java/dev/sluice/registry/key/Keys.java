package dev.sluice.registry.key;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API keys that were issued. */
public interface Keys {
  /** How many there may be, expired ones included: every gateway knows all of them. */
  int MOST = 10_000;

  /** How long one that has expired is remembered, so that its owner can be told. */
  Duration REMEMBERED = Duration.ofDays(90);

  /**
   * Makes a key.
   *
   * @throws IllegalArgumentException if there's no such environment, or it would have expired
   * @throws dev.sluice.registry.FullException if there are {@link #MOST}
   */
  IssuedKey issue(NewKey key);

  /** Makes a key that never expires, named after what it opens. */
  default IssuedKey issue(Role role, Optional<EnvironmentName> environment) {
    return issue(NewKey.of(role, environment));
  }

  /**
   * Makes a key if there is none at all, expired ones included; of many who try at once, one does.
   *
   * @return empty if there is one
   * @throws IllegalArgumentException as {@link #issue(NewKey)} does
   */
  Optional<IssuedKey> issueIfNone(NewKey key);

  /** The key with that value, compared by its hash; also one that has expired. */
  Optional<ApiKey> find(Secret value);

  /** All of them, as of one moment, with what their values are known by. */
  List<HashedKey> hashed();

  /** All of them, newest first. */
  Page<ApiKey> list(PageRequest page);

  /** Makes a key worthless; whether there was one. */
  boolean revoke(KeyId id);

  /** The same, but for the last good key that may do everything: nobody could make another. */
  Revocation revokeUnlessLast(KeyId id);

  /**
   * Forgets those that expired before then; the audit log tells of it as it does when they are
   * revoked.
   *
   * @return how many that was
   */
  int prune(Instant before);

  /**
   * Notes when keys were last used; earlier than what is noted, or of a key that is gone, changes
   * nothing. Not a change that revisions or the audit log tell of.
   */
  void used(Map<KeyId, Instant> last);
}
