package dev.sluice.registry.trust;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** Signs with one OpenPGP key: as {@code gpg} would, unless told otherwise. */
final class PgpSigning {
  private final PGPKeyPair key;
  private Instant at = PgpOwner.BORN.plus(Duration.ofDays(1));
  private int hash = HashAlgorithmTags.SHA512;
  private int type = PGPSignature.BINARY_DOCUMENT;
  private Consumer<PGPSignatureSubpacketGenerator> more = it -> {};

  PgpSigning(PGPKeyPair key) {
    this.key = key;
  }

  PgpSigning at(Instant moment) {
    this.at = moment;
    return this;
  }

  PgpSigning hash(int algorithm) {
    this.hash = algorithm;
    return this;
  }

  PgpSigning type(int signatureType) {
    this.type = signatureType;
    return this;
  }

  PgpSigning saying(Consumer<PGPSignatureSubpacketGenerator> something) {
    this.more = something;
    return this;
  }

  byte[] raw(byte[] data) {
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash),
              key.getPublicKey());
      generator.init(type, key.getPrivateKey());
      PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
      said.setSignatureCreationTime(true, Date.from(at));
      said.setIssuerFingerprint(false, key.getPublicKey());
      more.accept(said);
      generator.setHashedSubpackets(said.generate());
      generator.update(data);
      return generator.generate().getEncoded();
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  String sign(byte[] data) {
    try {
      return PgpOwner.armored(raw(data));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The commit of the tests, signed. */
  byte[] commit() {
    return Commits.signed(sign(Commits.unsigned()));
  }
}
