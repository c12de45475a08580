package dev.sluice.registry.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * What a key has signed about itself or its subkeys.
 *
 * @param by the key that must have signed
 * @param now signatures that are to be made later, or have expired, don't count
 */
record PgpProof(PGPPublicKey by, Instant now) {
  /** By how much the clock of whoever signs may be ahead. */
  static final Duration AHEAD = Duration.ofMinutes(15);

  /** Feeds a signature what it is over. */
  interface Over {
    boolean verifies(PGPSignature signature) throws PGPException;
  }

  /** The newest of them that holds. */
  Optional<PGPSignature> newest(Collection<PGPSignature> signatures, Over over) {
    return signatures.stream()
        .filter(signature -> holds(signature, over))
        .max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  boolean holds(PGPSignature signature, Over over) {
    return isSound(signature) && isInTime(signature) && verifies(signature, over);
  }

  /** Whether the signature is of a form that is taken, whoever it's by. */
  private boolean isSound(PGPSignature signature) {
    return signature.getVersion() == 4
        && PgpStrength.isStrong(signature.getHashAlgorithm())
        && signature.getKeyAlgorithm() == by.getAlgorithm();
  }

  private boolean isInTime(PGPSignature signature) {
    Instant made = signature.getCreationTime().toInstant();
    long lasts = signature.getHashedSubPackets().getSignatureExpirationTime();
    return !made.isAfter(now.plus(AHEAD)) && (lasts == 0 || made.plusSeconds(lasts).isAfter(now));
  }

  /** Whether it is over just that, by this key; what the library can't make out isn't. */
  boolean verifies(PGPSignature signature, Over over) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), by);
      return over.verifies(signature);
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }
}
