package dev.sluice.registry.key;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A key that is asked for.
 *
 * @param name what people call it, 1 to 100 characters; several keys may share one
 * @param expiresAt from when on it is worthless; empty for never
 */
public record NewKey(String name, Grant grant, Optional<Instant> expiresAt) {
  public static final int LONGEST_NAME = 100;

  public NewKey {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a key's name has 1 to %d characters, none of them control characters"
              .formatted(LONGEST_NAME));
    }
  }

  /** One that never expires, named after what it opens. */
  public static NewKey of(Role role, Optional<EnvironmentName> environment) {
    Grant grant = new Grant(role, environment);
    return new NewKey(usualName(grant), grant, Optional.empty());
  }

  /** What a key is called that nobody named, e.g. {@code deploy key for staging}. */
  public static String usualName(Grant grant) {
    return grant.role().name().toLowerCase(Locale.ROOT)
        + " key"
        + grant.environment().map(name -> " for " + name).orElse("");
  }
}
