package dev.sluice.runtime.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The host's half of {@code crypto}. Bytes are told as text, a character from U+0000 to U+00FF
 * each. Belongs to the run's thread.
 */
final class HostCrypto {
  private static final int MOST_RANDOM = 65_536;

  String uuid() {
    return UUID.randomUUID().toString();
  }

  String random(int length) {
    byte[] bytes = new byte[Math.clamp(length, 0, MOST_RANDOM)];
    new SecureRandom().nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * @param algorithm as Web Crypto and the JDK both name it, e.g. {@code SHA-256}
   */
  String digest(String algorithm, String data) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] bytes = digest.digest(data.getBytes(StandardCharsets.ISO_8859_1));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("the realm asks only for what every JDK has", e);
    }
  }
}
