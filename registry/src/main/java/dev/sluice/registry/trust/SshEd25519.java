package dev.sluice.registry.trust;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** {@code ssh-ed25519} (RFC 8709). */
record SshEd25519(PublicKey publicKey) implements SshKey {
  static final String NAME = "ssh-ed25519";

  private static final int BYTES = 32;

  /** What X.509 writes before the 32 bytes of the key (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  static SshEd25519 read(SshWire wire) throws GeneralSecurityException {
    byte[] point = wire.string();
    if (point.length != BYTES) {
      throw new IllegalArgumentException("a key of type ssh-ed25519 has 32 bytes");
    }
    ByteArrayOutputStream x509 = new ByteArrayOutputStream();
    x509.writeBytes(PREFIX);
    x509.writeBytes(point);
    return new SshEd25519(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(x509.toByteArray())));
  }

  @Override
  public String algorithm(String sshName) {
    if (!sshName.equals(NAME)) {
      throw new IllegalArgumentException("its algorithm isn't its key's");
    }
    return "Ed25519";
  }

  @Override
  public byte[] signature(byte[] blob) {
    return blob;
  }
}
