package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a GitHub App's private key from PEM: RSA, as GitHub gives it (PKCS#1) or as PKCS#8. */
final class AppKey {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

  /** What PKCS#8 writes before an RSA key: version 0, and rsaEncryption (RFC 5208, RFC 8017). */
  private static final byte[] VERSION_AND_ALGORITHM =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int FOUR_BYTES_OF_LENGTH = 0x84;

  private AppKey() {}

  /**
   * The key.
   *
   * @throws GeneralSecurityException if there's none
   */
  static PrivateKey read(Secret pem) throws GeneralSecurityException {
    Matcher found = PEM.matcher(pem.reveal());
    if (!found.find()) {
      throw new GeneralSecurityException("no private key in PEM");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(found.group(2));
      byte[] pkcs8 = found.group(1) == null ? der : wrapped(der);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64", e);
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(VERSION_AND_ALGORITHM);
    inner.writeBytes(tagged(OCTETS, pkcs1));
    return tagged(SEQUENCE, inner.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] value) {
    return ByteBuffer.allocate(6 + value.length)
        .put((byte) tag)
        .put((byte) FOUR_BYTES_OF_LENGTH)
        .putInt(value.length)
        .put(value)
        .array();
  }
}
