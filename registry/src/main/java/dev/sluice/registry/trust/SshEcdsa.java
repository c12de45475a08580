package dev.sluice.registry.trust;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Locale;

/** {@code ecdsa-sha2-nistp…} (RFC 5656). */
record SshEcdsa(Curve curve, PublicKey publicKey) implements SshKey {
  private static final int UNCOMPRESSED = 4;

  /** One of NIST's curves, with the hash that goes with it. */
  private enum Curve {
    NISTP256("secp256r1", "SHA256", 32),
    NISTP384("secp384r1", "SHA384", 48),
    NISTP521("secp521r1", "SHA512", 66);

    private final String jdkName;
    private final String hash;
    private final int bytes;

    Curve(String jdkName, String hash, int bytes) {
      this.jdkName = jdkName;
      this.hash = hash;
      this.bytes = bytes;
    }

    String sshName() {
      return name().toLowerCase(Locale.ROOT);
    }

    String typeName() {
      return "ecdsa-sha2-" + sshName();
    }

    static Curve of(String type) {
      return Arrays.stream(values())
          .filter(curve -> curve.typeName().equals(type))
          .findFirst()
          .orElseThrow();
    }
  }

  static SshEcdsa read(String type, SshWire wire) throws GeneralSecurityException {
    Curve curve = Curve.of(type);
    if (!wire.text().equals(curve.sshName())) {
      throw new IllegalArgumentException("its curve isn't its type's");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.jdkName));
    ECPublicKeySpec key =
        new ECPublicKeySpec(
            point(wire.string(), curve), parameters.getParameterSpec(ECParameterSpec.class));
    return new SshEcdsa(curve, KeyFactory.getInstance("EC").generatePublic(key));
  }

  private static ECPoint point(byte[] bytes, Curve curve) {
    if (bytes.length != 1 + 2 * curve.bytes || bytes[0] != UNCOMPRESSED) {
      throw new IllegalArgumentException("its point isn't one of its curve");
    }
    int middle = 1 + curve.bytes;
    return new ECPoint(
        new BigInteger(1, Arrays.copyOfRange(bytes, 1, middle)),
        new BigInteger(1, Arrays.copyOfRange(bytes, middle, bytes.length)));
  }

  @Override
  public String algorithm(String sshName) {
    if (!sshName.equals(curve.typeName())) {
      throw new IllegalArgumentException("its algorithm isn't its key's");
    }
    return curve.hash + "withECDSAinP1363Format";
  }

  @Override
  public byte[] signature(byte[] blob) {
    SshWire wire = new SshWire(blob);
    byte[] both = new byte[2 * curve.bytes];
    put(wire.positive(), both, 0);
    put(wire.positive(), both, curve.bytes);
    wire.end();
    return both;
  }

  private void put(BigInteger number, byte[] into, int at) {
    if (number.bitLength() > 8 * curve.bytes) {
      throw new IllegalArgumentException("a number in it is too large");
    }
    byte[] digits = number.toByteArray();
    int sign = digits.length > curve.bytes ? 1 : 0;
    int length = digits.length - sign;
    System.arraycopy(digits, sign, into, at + curve.bytes - length, length);
  }
}
