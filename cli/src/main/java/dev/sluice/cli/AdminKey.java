package dev.sluice.cli;

import dev.sluice.gateway.access.BootstrapKey;
import dev.sluice.registry.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The admin key that a process is given, and never stores. */
public final class AdminKey {
  private static final String VARIABLE = "SLUICE_ADMIN_KEY";
  private static final int SHORTEST = BootstrapKey.SHORTEST;

  private AdminKey() {}

  /**
   * The one in the environment variable {@value #VARIABLE}, if any.
   *
   * @throws CommandFailure if it's too short
   */
  public static Optional<Secret> given() {
    @Nullable String key = System.getenv(VARIABLE);
    if (key == null || key.isEmpty()) {
      return Optional.empty();
    }
    if (key.length() < SHORTEST) {
      throw new CommandFailure(
          2,
          VARIABLE
              + " must have at least "
              + SHORTEST
              + " characters, and has "
              + key.length()
              + ". Make one with: openssl rand -hex 32");
    }
    return Optional.of(new Secret(key));
  }

  /** A new one, from 32 random bytes. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
