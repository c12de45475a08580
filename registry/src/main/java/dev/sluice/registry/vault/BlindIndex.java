package dev.sluice.registry.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds values that aren't stored: the first 16 bytes of HMAC-SHA-256 over the binding and the
 * value, under a key of its own that is derived from the first master key and outlives that.
 * Thread-safe.
 */
final class BlindIndex {
  private static final String HMAC = "HmacSHA256";
  private static final byte[] PURPOSE = "sluice blind index 1".getBytes(UTF_8);
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /** One with that key. */
  BlindIndex(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /** The one that belongs to a master key. */
  static BlindIndex of(MasterKey masterKey) {
    return new BlindIndex(hmac(new SecretKeySpec(masterKey.bytes(), HMAC), PURPOSE));
  }

  /** A copy of its key. */
  byte[] key() {
    return key.getEncoded();
  }

  byte[] of(String value, Binding binding) {
    return Arrays.copyOf(hmac(key, binding.bytes(), value.getBytes(UTF_8)), BYTES);
  }

  private static byte[] hmac(SecretKeySpec key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
