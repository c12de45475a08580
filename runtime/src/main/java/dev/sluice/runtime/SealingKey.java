package dev.sluice.runtime;

import dev.sluice.runtime.Sealing.Layout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A workflow's key for {@code kinde.secureFetch}: AES-256 in GCM (NIST SP 800-38D), with a random
 * nonce for each text. It seals; its bytes are not to be had. Immutable, thread-safe.
 */
public final class SealingKey {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @throws IllegalArgumentException if there aren't 32 bytes
   */
  public SealingKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a sealing key has 32 bytes, not " + bytes.length);
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  String seal(String text, Layout layout) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = encrypt(text.getBytes(StandardCharsets.UTF_8), nonce);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(arranged(nonce, sealed, layout));
  }

  /** The ciphertext, and the tag behind it. */
  private byte[] encrypt(byte[] plain, byte[] nonce) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256 in GCM", e);
    }
  }

  private static byte[] arranged(byte[] nonce, byte[] sealed, Layout layout) {
    ByteBuffer body = ByteBuffer.allocate(NONCE + sealed.length).put(nonce);
    int length = sealed.length - TAG;
    switch (layout) {
      case KINDE -> body.put(sealed, length, TAG).put(sealed, 0, length);
      case TAG_LAST -> body.put(sealed);
    }
    return body.array();
  }

  @Override
  public String toString() {
    return "***";
  }
}
