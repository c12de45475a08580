package dev.sluice.registry.trust;

import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;

/** Which of OpenPGP's algorithms are good enough. */
final class PgpStrength {
  private static final Set<Integer> HASHES =
      Set.of(
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512);

  private PgpStrength() {}

  static boolean isStrong(int hash) {
    return HASHES.contains(hash);
  }

  /**
   * @throws IllegalArgumentException if signatures by that key aren't taken: a clause
   */
  static void require(PGPPublicKey key) {
    switch (key.getAlgorithm()) {
      case PublicKeyAlgorithmTags.RSA_GENERAL -> {
        if (key.getBitStrength() < SshRsa.LEAST_BITS) {
          throw new IllegalArgumentException(
              "it is an RSA key of %,d bits, and %,d are the least"
                  .formatted(key.getBitStrength(), SshRsa.LEAST_BITS));
        }
      }
      case PublicKeyAlgorithmTags.ECDSA,
          PublicKeyAlgorithmTags.EDDSA_LEGACY,
          PublicKeyAlgorithmTags.Ed25519,
          PublicKeyAlgorithmTags.Ed448 -> {}
      default ->
          throw new IllegalArgumentException(
              "it is neither an RSA, an ECDSA nor an EdDSA key, so it can't sign");
    }
  }
}
