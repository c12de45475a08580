package dev.sluice.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a proof holds under one secret, known once the whole body was seen. Not thread-safe. */
interface Check {
  /** Looks at the next bytes of the body. */
  void see(byte[] bytes, int from, int length);

  /** The answer, compared in constant time. To be asked once. */
  boolean holds();

  /** One that the body doesn't change. */
  static Check known(boolean holds) {
    return new Check() {
      @Override
      public void see(byte[] bytes, int from, int length) {}

      @Override
      public boolean holds() {
        return holds;
      }
    };
  }

  /**
   * Whether the HMAC-SHA256 of {@code head} and the body is one of those wanted.
   *
   * @param key at least one byte
   */
  static Check hmac(byte[] key, byte[] head, List<byte[]> wanted) {
    Mac mac = hmacSha256(key);
    mac.update(head);
    return new Check() {
      @Override
      public void see(byte[] bytes, int from, int length) {
        mac.update(bytes, from, length);
      }

      @Override
      public boolean holds() {
        byte[] made = mac.doFinal();
        boolean found = false;
        for (byte[] one : wanted) {
          found |= MessageDigest.isEqual(made, one);
        }
        return found;
      }
    };
  }

  private static Mac hmacSha256(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
