package dev.sluice.registry.trust;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/** How an ed25519 key is written in {@code authorized_keys}. */
public final class SshEd25519Line {
  private static final int BYTES = 32;

  private SshEd25519Line() {}

  /** Type and base64, without a comment. */
  public static String of(PublicKey key) {
    byte[] x509 = key.getEncoded();
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(blob)) {
      string(out, SshEd25519.NAME.getBytes(StandardCharsets.US_ASCII));
      string(out, Arrays.copyOfRange(x509, x509.length - BYTES, x509.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SshEd25519.NAME + " " + Base64.getEncoder().encodeToString(blob.toByteArray());
  }

  private static void string(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
