package dev.sluice.registry.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.jspecify.annotations.Nullable;

/** A detached OpenPGP signature of version 4 over bytes. Not thread-safe. */
final class PgpSignature implements CommitSignature {
  static final Armor ARMOR = new Armor("PGP SIGNATURE");

  /** What a signature may insist on that we understand. */
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME,
          SignatureSubpacketTags.EXPIRE_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID,
          SignatureSubpacketTags.ISSUER_FINGERPRINT,
          SignatureSubpacketTags.SIGNER_USER_ID);

  private final PGPSignature signature;

  private PgpSignature(PGPSignature signature) {
    this.signature = signature;
  }

  static PgpSignature parse(String text) throws RefusedException {
    try {
      PgpPackets packets = PgpPackets.read(ARMOR, text);
      if (packets.countAll() != 1 || packets.count(PgpPackets.SIGNATURE) != 1) {
        throw RefusedException.bad("there isn't just one signature in it");
      }
      PgpSignature read = read(packets.bytes());
      read.requireSound();
      return read;
    } catch (IllegalArgumentException e) {
      throw RefusedException.bad("it can't be read: " + e.getMessage());
    }
  }

  private static PgpSignature read(byte[] packet) {
    try {
      return new PgpSignature(
          new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(packet))));
    } catch (IOException | PGPException | RuntimeException e) {
      throw new IllegalArgumentException("it isn't an OpenPGP signature", e);
    }
  }

  private void requireSound() throws RefusedException {
    if (signature.getVersion() != 4
        || signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
      throw RefusedException.bad("it isn't one over a document's bytes, of OpenPGP's version 4");
    }
    if (!PgpStrength.isStrong(signature.getHashAlgorithm())) {
      throw RefusedException.bad(
          "its hash is too weak; `digest-algo SHA512` in gpg.conf mends that");
    }
    for (int tag : signature.getHashedSubPackets().getCriticalTags()) {
      if (!UNDERSTOOD.contains(tag)) {
        throw RefusedException.bad("it insists on something that isn't understood here");
      }
    }
  }

  @Override
  public Signer signer(List<Signer> listed, byte[] payload, Instant now) throws RefusedException {
    RefusedException refused = new RefusedException(new Verdict.Stranger(issuer()));
    for (Signer signer : listed) {
      if (signer.key().kind() == SignerKey.Kind.OPENPGP) {
        PgpCertificate certificate = PgpCertificate.read(signer.key().text());
        for (PGPPublicKey key : certificate.keys(this::isBy)) {
          try {
            check(key, payload, now);
            requireFit(signer, certificate, key, now);
            return signer;
          } catch (RefusedException e) {
            refused = e;
          }
        }
      }
    }
    throw refused;
  }

  private boolean isBy(PGPPublicKey key) {
    return fingerprint()
        .map(it -> Arrays.equals(it, key.getFingerprint()))
        .orElseGet(() -> signature.getKeyID() == key.getKeyID());
  }

  private void check(PGPPublicKey key, byte[] payload, Instant now) throws RefusedException {
    boolean verified =
        signature.getKeyAlgorithm() == key.getAlgorithm()
            && new PgpProof(key, now)
                .verifies(
                    signature,
                    it -> {
                      it.update(payload);
                      return it.verify();
                    });
    if (!verified) {
      throw RefusedException.bad("it was made over something else than this commit");
    }
    Instant made = signature.getCreationTime().toInstant();
    if (made.isAfter(now.plus(PgpProof.AHEAD))) {
      throw RefusedException.bad(
          "it says that it was made at %s, which is yet to come".formatted(made));
    }
    long lasts = signature.getHashedSubPackets().getSignatureExpirationTime();
    if (lasts != 0 && !made.plusSeconds(lasts).isAfter(now)) {
      throw RefusedException.bad("it expired at " + made.plusSeconds(lasts));
    }
  }

  private void requireFit(Signer signer, PgpCertificate certificate, PGPPublicKey key, Instant now)
      throws RefusedException {
    try {
      certificate.requireSigner(key, signature.getCreationTime().toInstant(), now);
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      throw new RefusedException(new Verdict.Unfit(signer, why));
    }
  }

  private Optional<byte[]> fingerprint() {
    return Optional.ofNullable(issuerFingerprint()).map(IssuerFingerprint::getFingerprint);
  }

  private @Nullable IssuerFingerprint issuerFingerprint() {
    IssuerFingerprint hashed = signature.getHashedSubPackets().getIssuerFingerprint();
    return hashed != null ? hashed : signature.getUnhashedSubPackets().getIssuerFingerprint();
  }

  private String issuer() {
    String id =
        fingerprint()
            .map(it -> HexFormat.of().withUpperCase().formatHex(it))
            .orElseGet(() -> "%016X".formatted(signature.getKeyID()));
    return SignerKey.Kind.OPENPGP.label() + " key " + id;
  }
}
