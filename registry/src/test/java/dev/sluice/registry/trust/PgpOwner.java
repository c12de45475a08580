package dev.sluice.registry.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/** Someone with an OpenPGP key: a primary one, and a subkey. Keys are made slowly; share them. */
final class PgpOwner {
  static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CERTIFY = KeyFlags.CERTIFY_OTHER;
  private static final int SIGN = KeyFlags.SIGN_DATA;

  private final PGPKeyPair primary;
  private final PGPKeyPair subkey;
  private PgpShape shape = PgpShape.USUAL;

  private PgpOwner(PGPKeyPair primary, PGPKeyPair subkey) {
    this.primary = primary;
    this.subkey = subkey;
  }

  static PgpOwner create(int rsaBits) {
    return new PgpOwner(pair(rsaBits), pair(rsaBits));
  }

  /** The same keys, but for what their owner says of them. */
  PgpOwner shaped(PgpShape other) {
    PgpOwner owner = new PgpOwner(primary, subkey);
    owner.shape = other;
    return owner;
  }

  private static PGPKeyPair pair(int rsaBits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(rsaBits);
      KeyPair keys = generator.generateKeyPair();
      return new JcaPGPKeyPair(4, PublicKeyAlgorithmTags.RSA_GENERAL, keys, Date.from(BORN));
    } catch (GeneralSecurityException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key, armored. */
  String publicKey() {
    try {
      return armored(ring().getEncoded());
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  PGPPublicKeyRing ring() throws IOException, PGPException {
    PGPKeyRingGenerator generator =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            primary,
            "Ada <ada@example.com>",
            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
            saying(shape.primarySigns() ? CERTIFY | SIGN : CERTIFY, shape.primaryLasts())
                .generate(),
            null,
            signing(shape.selfHash()),
            null);
    generator.addSubKey(subkey, bound(), null);
    return revoked(generator.generatePublicKeyRing());
  }

  private PGPSignatureSubpacketVector bound() throws IOException, PGPException {
    int flags = shape.subkeySigns() ? SIGN : KeyFlags.ENCRYPT_COMMS;
    PGPSignatureSubpacketGenerator said = saying(flags, shape.subkeyLasts());
    if (shape.subkeyVouches()) {
      PGPSignatureGenerator back =
          new PGPSignatureGenerator(signing(HashAlgorithmTags.SHA256), subkey.getPublicKey());
      back.init(PGPSignature.PRIMARYKEY_BINDING, subkey.getPrivateKey());
      back.setHashedSubpackets(saying(0, Duration.ZERO).generate());
      said.addEmbeddedSignature(
          false, back.generateCertification(primary.getPublicKey(), subkey.getPublicKey()));
    }
    return said.generate();
  }

  private static PGPSignatureSubpacketGenerator saying(int flags, Duration lasts) {
    PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
    said.setSignatureCreationTime(true, Date.from(BORN));
    said.setKeyFlags(true, flags);
    if (lasts.isPositive()) {
      said.setKeyExpirationTime(true, lasts.toSeconds());
    }
    return said;
  }

  private PGPPublicKeyRing revoked(PGPPublicKeyRing ring) throws PGPException {
    PGPPublicKeyRing result = ring;
    if (shape.primaryRevoked()) {
      result = with(result, ring.getPublicKey(), revocation(PGPSignature.KEY_REVOCATION, ring));
    }
    if (shape.subkeyRevoked()) {
      PGPPublicKey revoked = ring.getPublicKey(subkey.getKeyID());
      result = with(result, revoked, revocation(PGPSignature.SUBKEY_REVOCATION, ring));
    }
    return result;
  }

  private static PGPPublicKeyRing with(
      PGPPublicKeyRing ring, PGPPublicKey key, PGPSignature signature) {
    return PGPPublicKeyRing.insertPublicKey(ring, PGPPublicKey.addCertification(key, signature));
  }

  private PGPSignature revocation(int type, PGPPublicKeyRing ring) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(signing(HashAlgorithmTags.SHA256), primary.getPublicKey());
    generator.init(type, primary.getPrivateKey());
    return type == PGPSignature.KEY_REVOCATION
        ? generator.generateCertification(ring.getPublicKey())
        : generator.generateCertification(
            ring.getPublicKey(), ring.getPublicKey(subkey.getKeyID()));
  }

  /** That key with this owner's subkey, which only this owner has bound. */
  String publicKeyOf(PgpOwner other) {
    try {
      PGPPublicKey foreign = ring().getPublicKey(subkey.getKeyID());
      return armored(PGPPublicKeyRing.insertPublicKey(other.ring(), foreign).getEncoded());
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BcPGPContentSignerBuilder signing(int hash) {
    return new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash);
  }

  /** Signs with the primary key, or else with the subkey. */
  PgpSigning with(boolean primaryKey) {
    return new PgpSigning(primaryKey ? primary : subkey);
  }

  /** The bytes of an armored key as text lines. */
  static String armored(byte[] bytes) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(text)) {
      armor.write(bytes);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
