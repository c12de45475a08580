package dev.sluice.registry.key;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import java.util.Optional;

/** The API keys that were issued. */
public interface Keys {
  /**
   * Makes a key.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  IssuedKey issue(Role role, Optional<EnvironmentName> environment);

  /** The key with that value, compared by its hash. */
  Optional<ApiKey> find(Secret value);

  /** All of them, newest first. */
  List<ApiKey> list();

  /** Makes a key worthless; whether there was one. */
  boolean revoke(KeyId id);
}
