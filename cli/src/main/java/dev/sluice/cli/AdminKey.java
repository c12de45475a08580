package dev.sluice.cli;

import dev.sluice.gateway.access.BootstrapKey;
import dev.sluice.registry.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The admin key that a process is given, and never stores. */
public final class AdminKey {
  private static final String VARIABLE = "SLUICE_ADMIN_KEY";

  private AdminKey() {}

  /**
   * The one in the environment variable {@value #VARIABLE}, if any.
   *
   * @throws CommandFailure if it can't be one
   */
  public static Optional<Secret> given() {
    return given(System.getenv());
  }

  /** The same among other variables. */
  static Optional<Secret> given(Map<String, String> variables) {
    Optional<Secret> key =
        Optional.ofNullable(variables.get(VARIABLE)).filter(it -> !it.isEmpty()).map(Secret::new);
    key.ifPresent(AdminKey::requireGood);
    return key;
  }

  private static void requireGood(Secret key) {
    try {
      new BootstrapKey(key);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(2, String.valueOf(e.getMessage()));
    }
  }

  /** A new one, from 32 random bytes. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
