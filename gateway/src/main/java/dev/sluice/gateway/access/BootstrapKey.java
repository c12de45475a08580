package dev.sluice.gateway.access;

import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Grant;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The admin key that an operator gives a process; good while the process lives, and never stored.
 * Immutable.
 */
public final class BootstrapKey {
  /** How many characters it has at least. */
  public static final int SHORTEST = 32;

  private static final KeyId ID = new KeyId("key_bootstrap");

  private final Sha256 hash;
  private final ApiKey key =
      new ApiKey(
          ID,
          "bootstrap",
          new Grant(Role.ADMIN, Optional.empty()),
          new ApiKey.Life(Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty()));

  /**
   * @throws IllegalArgumentException if the key is too short to be safe
   */
  public BootstrapKey(Secret value) {
    if (value.reveal().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "SLUICE_ADMIN_KEY must have at least %d characters, not %d: openssl rand -hex 32 makes one"
              .formatted(SHORTEST, value.reveal().length()));
    }
    this.hash = Sha256.of(value.reveal().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether that caller showed it. */
  public static boolean isOf(Caller caller) {
    return caller.id().equals(ID);
  }

  /** Whether that is its SHA-256; takes the same time whatever the answer. */
  boolean hasHash(Sha256 other) {
    return hash.equals(other);
  }

  ApiKey key() {
    return key;
  }
}
