package dev.sluice.registry.sql;

import dev.sluice.registry.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** An API key's value: {@code sluice_} and 32 random bytes in base64url. */
record KeyValue(Secret secret) {
  static KeyValue random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new KeyValue(
        new Secret("sluice_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }

  /** What is stored and looked up by; of 256 random bits, a plain hash gives nothing away. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
