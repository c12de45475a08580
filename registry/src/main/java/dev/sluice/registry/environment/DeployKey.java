package dev.sluice.registry.environment;

import dev.sluice.registry.Secret;
import dev.sluice.registry.trust.SshEd25519Line;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An SSH key pair (ed25519) that an environment's repository is read with. Immutable. */
public record DeployKey(PublicKey publicKey, PrivateKey privateKey) {
  private static final String ALGORITHM = "Ed25519";

  /** A new one. */
  public static DeployKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new DeployKey(pair.getPublic(), pair.getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** What {@link #toSecret} gave. */
  public static DeployKey of(Secret kept) {
    String[] halves = kept.reveal().split(" ", 2);
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder base64 = Base64.getDecoder();
      return new DeployKey(
          keys.generatePublic(new X509EncodedKeySpec(base64.decode(halves[0]))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves[1]))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the deploy key isn't as it was kept", e);
    }
  }

  /** Both halves, to be kept. */
  public Secret toSecret() {
    Base64.Encoder base64 = Base64.getEncoder();
    return new Secret(
        base64.encodeToString(publicKey.getEncoded())
            + " "
            + base64.encodeToString(privateKey.getEncoded()));
  }

  /** The public half, as {@code authorized_keys} has it, without a comment. */
  public String line() {
    return SshEd25519Line.of(publicKey);
  }

  /** Never the private half. */
  @Override
  public String toString() {
    return line();
  }
}
