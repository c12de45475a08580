package dev.sluice.webhook;

import dev.sluice.registry.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request's body, hashed as it streams by, so that none of it needs to be held until its
 * signature is known. Not thread-safe; closing it does nothing.
 */
final class SignedBody extends InputStream {
  private final InputStream body;
  private final Mac hmac;
  private final HookLimits limits;
  private long bytes;

  SignedBody(InputStream body, Secret secret, HookLimits limits) {
    this.body = body;
    this.hmac = hmacSha256(secret);
    this.limits = limits;
  }

  private static Mac hmacSha256(Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws TooLargeException once there are more bytes than allowed
   */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = body.read(into, from, length);
    if (count > 0) {
      hmac.update(into, from, count);
      bytes += count;
    }
    if (bytes > limits.bodyBytes()) {
      throw new TooLargeException();
    }
    return count;
  }

  /**
   * Reads what is left, then compares in constant time. To be asked once.
   *
   * @param signature hexadecimal digits
   * @throws IOException as reading does
   */
  boolean isSignedWith(String signature) throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return MessageDigest.isEqual(hmac.doFinal(), HexFormat.of().parseHex(signature));
  }

  /** The body has more bytes than any Git host sends. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
