package dev.sluice.registry.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;

/**
 * What the owner of an OpenPGP key says of it and its subkeys, as far as they have signed that.
 * Every reason that a key can't sign is an {@link IllegalArgumentException} with a clause.
 */
final class PgpBindings {
  private final PGPPublicKey primary;
  private final PgpProof proof;

  PgpBindings(PGPPublicKey primary, Instant now) {
    this.primary = primary;
    this.proof = new PgpProof(primary, now);
  }

  /** For how long the primary key is good; empty for ever. Whether it may sign isn't asked. */
  Optional<Instant> endOfPrimary() {
    requireUnrevoked(primary, PGPSignature.KEY_REVOCATION);
    Stream<PGPSignature> said = Stream.of(ofIdentity(), ofItself()).flatMap(Optional::stream);
    List<PGPSignature> all = said.toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "it isn't signed by itself, or only with SHA-1 or MD5, which `gpg --quick-set-expire`"
              + " mends");
    }
    return all.stream().flatMap(it -> end(primary, it).stream()).min(Instant::compareTo);
  }

  /** Past {@link #endOfPrimary}. Without a word on what it's for, it is for all it can. */
  void requireSigningPrimary() {
    PgpStrength.require(primary);
    Optional<Integer> flags = ofIdentity().flatMap(PgpBindings::flags);
    if (!maySign(
        flags.or(() -> ofItself().flatMap(PgpBindings::flags)).orElse(KeyFlags.SIGN_DATA))) {
      throw new IllegalArgumentException("it isn't for signing");
    }
  }

  /** For how long a subkey may sign, as long as the primary key is good; empty for ever. */
  Optional<Instant> endOfSigning(PGPPublicKey subkey) {
    PgpStrength.require(subkey);
    requireUnrevoked(subkey, PGPSignature.SUBKEY_REVOCATION);
    PGPSignature binding =
        proof
            .newest(
                signatures(subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING)),
                it -> it.verifyCertification(primary, subkey))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "it is a subkey that its primary key doesn't vouch for"));
    if (!maySign(flags(binding).orElse(0))) {
      throw new IllegalArgumentException("it is a subkey that isn't for signing");
    }
    if (!vouchesForPrimary(subkey, binding)) {
      throw new IllegalArgumentException("it is a subkey that doesn't vouch for its primary key");
    }
    return end(subkey, binding);
  }

  /** Else someone could have their own claim another's subkey. */
  private boolean vouchesForPrimary(PGPPublicKey subkey, PGPSignature binding) {
    PgpProof bySubkey = new PgpProof(subkey, proof.now());
    return embedded(binding).stream()
        .filter(it -> it.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING)
        .anyMatch(it -> bySubkey.holds(it, over -> over.verifyCertification(primary, subkey)));
  }

  private static List<PGPSignature> embedded(PGPSignature binding) {
    try {
      PGPSignatureList list = binding.getHashedSubPackets().getEmbeddedSignatures();
      PGPSignatureList unhashed = binding.getUnhashedSubPackets().getEmbeddedSignatures();
      return Stream.of(list, unhashed).flatMap(it -> signatures(it.iterator()).stream()).toList();
    } catch (PGPException | RuntimeException e) {
      return List.of();
    }
  }

  /** Whoever signed it: the operator listed the key with it, and had better list it anew. */
  private static void requireUnrevoked(PGPPublicKey key, int revocation) {
    if (key.getSignaturesOfType(revocation).hasNext()) {
      throw new IllegalArgumentException("it was revoked");
    }
  }

  private Optional<PGPSignature> ofItself() {
    return proof.newest(
        signatures(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY)),
        it -> it.verifyCertification(primary));
  }

  private Optional<PGPSignature> ofIdentity() {
    List<PGPSignature> newest = new ArrayList<>();
    for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
      byte[] id = ids.next();
      List<PGPSignature> certifications =
          signatures(primary.getSignaturesForID(id)).stream()
              .filter(PGPSignature::isCertification)
              .toList();
      proof
          .newest(certifications, it -> it.verifyCertification(id, primary))
          .ifPresent(newest::add);
    }
    return newest.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static Optional<Instant> end(PGPPublicKey key, PGPSignature said) {
    long seconds = said.getHashedSubPackets().getKeyExpirationTime();
    return seconds == 0
        ? Optional.empty()
        : Optional.of(key.getCreationTime().toInstant().plusSeconds(seconds));
  }

  private static Optional<Integer> flags(PGPSignature said) {
    return said.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
        ? Optional.of(said.getHashedSubPackets().getKeyFlags())
        : Optional.empty();
  }

  private static boolean maySign(int flags) {
    return (flags & KeyFlags.SIGN_DATA) != 0;
  }

  private static List<PGPSignature> signatures(Iterator<PGPSignature> signatures) {
    List<PGPSignature> list = new ArrayList<>();
    signatures.forEachRemaining(list::add);
    return list;
  }
}
