package dev.sluice.registry.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

/** {@code ssh-rsa} keys, which sign with SHA-256 or SHA-512 (RFC 8332) and never with SHA-1. */
record SshRsa(RSAPublicKey publicKey) implements SshKey {
  static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 16_384;

  static SshRsa read(SshWire wire) throws GeneralSecurityException {
    BigInteger exponent = wire.positive();
    BigInteger modulus = wire.positive();
    if (modulus.bitLength() < LEAST_BITS || modulus.bitLength() > MOST_BITS) {
      throw new IllegalArgumentException(
          "an RSA key has %,d to %,d bits, and this one %,d"
              .formatted(LEAST_BITS, MOST_BITS, modulus.bitLength()));
    }
    if (!exponent.testBit(0) || exponent.bitLength() < 2) {
      throw new IllegalArgumentException("its exponent isn't an RSA key's");
    }
    RSAPublicKeySpec key = new RSAPublicKeySpec(modulus, exponent);
    return new SshRsa((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(key));
  }

  @Override
  public String algorithm(String sshName) {
    return switch (sshName) {
      case "rsa-sha2-512" -> "SHA512withRSA";
      case "rsa-sha2-256" -> "SHA256withRSA";
      case "ssh-rsa" ->
          throw new IllegalArgumentException("it was made with SHA-1, which is too weak");
      default -> throw new IllegalArgumentException("its algorithm isn't its key's");
    };
  }

  /** Leading zeros may be left out; the JDK wants them. */
  @Override
  public byte[] signature(byte[] blob) {
    int bytes = (publicKey.getModulus().bitLength() + 7) / 8;
    if (blob.length >= bytes) {
      return blob;
    }
    byte[] padded = new byte[bytes];
    System.arraycopy(blob, 0, padded, bytes - blob.length, blob.length);
    return padded;
  }
}
