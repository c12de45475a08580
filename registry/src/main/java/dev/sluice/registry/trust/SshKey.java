package dev.sluice.registry.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** An SSH public key of a kind that is good enough. */
sealed interface SshKey permits SshEd25519, SshEcdsa, SshRsa {
  /** As the JDK has it. */
  PublicKey publicKey();

  /**
   * The JDK's name for a signature's algorithm.
   *
   * @throws IllegalArgumentException if the key doesn't sign with it, or shouldn't
   */
  String algorithm(String sshName);

  /**
   * A signature as the JDK takes it.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  byte[] signature(byte[] blob);

  /** Whether the signature is by this key over {@code data}. */
  default boolean verifies(String sshName, byte[] blob, byte[] data) {
    try {
      Signature check = Signature.getInstance(algorithm(sshName));
      check.initVerify(publicKey());
      check.update(data);
      return check.verify(signature(blob));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * The key that follows its type's name.
   *
   * @throws IllegalArgumentException if it's of a type that isn't taken, or none
   */
  static SshKey read(String type, SshWire wire) {
    try {
      SshKey key = known(type, wire);
      wire.end();
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it isn't a key of type " + type, e);
    }
  }

  private static SshKey known(String type, SshWire wire) throws GeneralSecurityException {
    return switch (type) {
      case "ssh-ed25519" -> SshEd25519.read(wire);
      case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" ->
          SshEcdsa.read(type, wire);
      case "ssh-rsa" -> SshRsa.read(wire);
      default -> throw new IllegalArgumentException(unknown(type));
    };
  }

  private static String unknown(String type) {
    if (type.endsWith("-cert-v01@openssh.com")) {
      return "it is an SSH certificate, and only keys themselves are taken";
    }
    if (type.startsWith("sk-")) {
      return "keys on security keys (sk-…) aren't taken";
    }
    return "SSH keys are taken of the types ssh-ed25519, ecdsa-sha2-nistp256, -nistp384, -nistp521"
        + " and ssh-rsa";
  }
}
