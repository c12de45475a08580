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
import java.util.regex.Pattern;

/**
 * The admin key that an operator gives a process; good while the process lives, and never stored.
 * Immutable.
 */
public final class BootstrapKey {
  private static final int SHORTEST = 32;

  /** What stands in a header as it is, behind {@code Bearer} and a space. */
  private static final Pattern IN_A_HEADER = Pattern.compile("[!-~]*");

  private static final String SENDABLE =
      "must be of ASCII's letters, digits and signs, without a space or the end of a line, as it is"
          + " sent in a header";

  private static final KeyId ID = new KeyId("key_bootstrap");

  private final Sha256 hash;
  private final ApiKey key =
      new ApiKey(
          ID,
          "bootstrap",
          new Grant(Role.ADMIN, Optional.empty()),
          new ApiKey.Life(Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty()));

  /**
   * @throws IllegalArgumentException saying why, if the key is too short to be safe, or nobody
   *     could send it
   */
  public BootstrapKey(Secret value) {
    require(IN_A_HEADER.matcher(value.reveal()).matches(), SENDABLE);
    int length = value.reveal().length();
    require(
        length >= SHORTEST && length <= KeyRing.LONGEST_KEY,
        "must have %d to %d characters, and has %d"
            .formatted(SHORTEST, KeyRing.LONGEST_KEY, length));
    this.hash = Sha256.of(value.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(
          "SLUICE_ADMIN_KEY " + otherwise + ". Make one with: openssl rand -hex 32");
    }
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
