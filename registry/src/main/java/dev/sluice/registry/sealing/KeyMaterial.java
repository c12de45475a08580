package dev.sluice.registry.sealing;

import dev.sluice.registry.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A workflow key's value: 32 bytes, for AES-256. Immutable; never shows itself.
 *
 * @param base64 the form in which receivers take it (RFC 4648, 4), padded
 */
public record KeyMaterial(Secret base64) {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /**
   * @throws IllegalArgumentException if that aren't 32 bytes in base64
   */
  public KeyMaterial {
    base64 = new Secret(Base64.getEncoder().encodeToString(decoded(base64)));
  }

  /** A fresh one. */
  public static KeyMaterial random() {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new KeyMaterial(new Secret(Base64.getEncoder().encodeToString(bytes)));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return decoded(base64);
  }

  private static byte[] decoded(Secret base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.reveal());
      if (bytes.length == LENGTH) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Not told on: its message holds a part of the value.
    }
    throw new IllegalArgumentException(
        "a workflow's key has 32 bytes, written in base64: openssl rand -base64 32 makes one");
  }
}
