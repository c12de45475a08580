package dev.sluice.registry.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A public key that commits may be signed with.
 *
 * @param text as it was given: a line such as {@code ssh-ed25519 AAAA…}, or an armored OpenPGP key
 * @param fingerprint {@code SHA256:…} of an SSH key, upper-case hexadecimal digits of an OpenPGP
 *     key
 * @param createdAt as the key itself says; SSH keys don't
 * @param expiresAt when the last of it that signs does; empty for never
 */
public record SignerKey(
    Kind kind,
    String text,
    String fingerprint,
    Optional<Instant> createdAt,
    Optional<Instant> expiresAt) {
  private static final int MOST_BYTES = 16 * 1024;

  /** Who made up the key's form. */
  public enum Kind {
    SSH("SSH"),
    OPENPGP("OpenPGP");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Its name in the API. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in sentences. */
    public String label() {
      return label;
    }
  }

  /**
   * The key in {@code text}, which can sign commits now.
   *
   * @throws IllegalArgumentException if there's none: why, and what to do, without the text
   */
  public static SignerKey read(String text, Instant now) {
    String trimmed = text.strip();
    if (trimmed.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          ("the key is longer than %,d bytes; `gpg --armor --export --export-options"
                  + " export-minimal` leaves out what others say of it")
              .formatted(MOST_BYTES));
    }
    if (trimmed.contains("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          "this is a private key, which is now known to more than its owner: replace it, and give"
              + " the public one");
    }
    if (trimmed.startsWith(PgpCertificate.BEGIN)) {
      return PgpCertificate.read(trimmed).describe(trimmed, now);
    }
    if (SshListedKey.looksLike(trimmed)) {
      return SshListedKey.read(trimmed).describe(trimmed);
    }
    throw new IllegalArgumentException(
        "this is neither a line such as `ssh-ed25519 AAAA…` nor an OpenPGP public key, which begins"
            + " with "
            + PgpCertificate.BEGIN);
  }

  /** As it is named in sentences: {@code SSH key SHA256:…}. */
  @Override
  public String toString() {
    return kind.label() + " key " + fingerprint;
  }
}
