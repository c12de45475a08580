package dev.sluice.registry.trust;

import static dev.sluice.registry.trust.Commits.bytes;
import static dev.sluice.registry.trust.Commits.changed;
import static dev.sluice.registry.trust.Commits.signed;
import static dev.sluice.registry.trust.Commits.text;
import static dev.sluice.registry.trust.Commits.unsigned;
import static dev.sluice.registry.trust.PgpOwner.BORN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of commits signed with OpenPGP keys, and which of those can be listed. */
class PgpTrustTest {
  private static final Instant NOW = BORN.plus(Duration.ofDays(30));
  private static final Duration WEEK = Duration.ofDays(7);

  private static final PgpOwner ADA = PgpOwner.create(2048);
  private static final PgpOwner EVE = PgpOwner.create(2048);
  private static final Trust TRUST = trust(ADA);

  private static Trust trust(PgpOwner owner) {
    return trust(owner.publicKey(), NOW);
  }

  private static Trust trust(String key, Instant listed) {
    return new Trust(List.of(new Signer("ada", SignerKey.read(key, listed))));
  }

  record Refused(String name, String commit, Class<? extends Verdict> verdict, String why) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Refused bad(String name, byte[] commit, String why) {
    return new Refused(name, text(commit), Verdict.Bad.class, why);
  }

  static Stream<Refused> refused() throws IOException {
    return Stream.of(forged(), unreadable(), odd()).flatMap(kind -> kind);
  }

  private static Stream<Refused> forged() {
    byte[] good = ADA.with(true).commit();
    byte[] other = changed(unsigned(), "staff", "admin");
    return Stream.of(
        new Refused(
            "by someone who isn't listed",
            text(EVE.with(true).commit()),
            Verdict.Stranger.class,
            trust(EVE).signers().getFirst().key().toString()),
        bad("message changed", changed(good, "staff role", "admin role"), "something else"),
        bad("tree changed", changed(good, "4b825dc6", "4b825dc7"), "something else"),
        bad("another commit's", signed(ADA.with(true).sign(other)), "something else"));
  }

  private static Stream<Refused> unreadable() throws IOException {
    byte[] raw = ADA.with(true).raw(unsigned());
    String good = PgpOwner.armored(raw);
    byte[] both = Arrays.copyOf(raw, 2 * raw.length);
    System.arraycopy(raw, 0, both, raw.length, raw.length);
    return Stream.of(
        bad("no end", signed(good.replace("-----END PGP SIGNATURE-----", "")), "end with"),
        bad("no base64", signed(good.replace("\n\n", "\n\n%%%%\n")), "can't be read"),
        bad("no packets", signed(block("AAAA")), "OpenPGP packets"),
        bad("two gigabytes of them", signed(block("wv9/////BA==")), "too early"),
        bad("a packet in parts", signed(block("wuEEAAAA")), "in parts"),
        bad("a signature of version 6", signed(block("wgEG")), "only version 4"),
        bad("a signature of one octet", signed(block("wgEE")), "can't be read"),
        bad("a user's name", signed(block("zQFB")), "just one signature"),
        bad("two signatures", signed(PgpOwner.armored(both)), "just one signature"),
        bad("two blocks", signed(good + good), "more than one block"),
        bad("huge", signed(good + "A".repeat(20_000)), "longer than 16,384 bytes"));
  }

  private static String block(String base64) {
    return "-----BEGIN PGP SIGNATURE-----\n\n" + base64 + "\n-----END PGP SIGNATURE-----";
  }

  private static Stream<Refused> odd() {
    Instant ahead = NOW.plus(Duration.ofHours(1));
    return Stream.of(
        bad("SHA-1", ADA.with(true).hash(HashAlgorithmTags.SHA1).commit(), "too weak"),
        bad("MD5", ADA.with(true).hash(HashAlgorithmTags.MD5).commit(), "too weak"),
        bad(
            "over text rather than bytes",
            ADA.with(true).type(PGPSignature.CANONICAL_TEXT_DOCUMENT).commit(),
            "document's bytes"),
        bad("yet to be made", ADA.with(true).at(ahead).commit(), "yet to come"),
        bad(
            "made to expire",
            ADA.with(true).saying(it -> it.setSignatureExpirationTime(true, 60)).commit(),
            "expired at 2026-01-02T00:01:00Z"),
        bad(
            "insisting on something unknown",
            ADA.with(true).saying(it -> it.addNotationData(true, true, "a@b", "c")).commit(),
            "isn't understood"),
        new Refused(
            "made before the key was",
            text(ADA.with(true).at(BORN.minus(WEEK)).commit()),
            Verdict.Unfit.class,
            "made after the signature"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void commit_thatNobodyListedSignedWell_isRefused(Refused refused) {
    Verdict verdict = TRUST.judge(bytes(refused.commit()), NOW);

    assertThat(verdict).isInstanceOf(refused.verdict());
    assertThat(verdict.toString()).contains(refused.why());
  }

  @Test
  void commit_signedWithThePrimaryKeyOrASubkey_isTaken() {
    Verdict signed = new Verdict.Signed(TRUST.signers().getFirst());

    assertThat(TRUST.judge(ADA.with(true).commit(), NOW)).isEqualTo(signed);
    assertThat(TRUST.judge(ADA.with(false).commit(), NOW)).isEqualTo(signed);
  }

  record Unfit(String name, PgpShape shape, boolean primaryKey, String why) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** One of the two keys is unfit each time, so that the whole can be listed for the other. */
  static Stream<Unfit> unfit() {
    PgpShape usual = PgpShape.USUAL;
    return Stream.of(
        new Unfit("primary not for signing", usual.primarySigning(false), true, "for signing"),
        new Unfit("subkey not for signing", usual.subkey(false, true), false, "for signing"),
        new Unfit("subkey not vouching", usual.subkey(true, false), false, "doesn't vouch"),
        new Unfit("subkey revoked", usual.subkey(Duration.ZERO, true), false, "revoked"),
        new Unfit("subkey expired", usual.subkey(WEEK, false), false, "expired at 2026-01-08"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void commit_signedWithAKeyThatMayNot_isRefused(Unfit unfit) {
    PgpOwner owner = ADA.shaped(unfit.shape());

    Trust trust = trust(owner);

    Verdict refused = trust.judge(owner.with(unfit.primaryKey()).commit(), NOW);
    assertThat(refused).isInstanceOf(Verdict.Unfit.class);
    assertThat(refused.toString()).contains(unfit.why());
    assertThat(trust.judge(owner.with(!unfit.primaryKey()).commit(), NOW))
        .isInstanceOf(Verdict.Signed.class);
  }

  @Test
  void commit_signedWithSomeonesSubkeyThatAnotherClaims_isRefused() {
    Trust trust = trust(EVE.publicKeyOf(ADA), NOW);

    Verdict verdict = trust.judge(EVE.with(false).commit(), NOW);

    assertThat(verdict).isInstanceOf(Verdict.Unfit.class);
    assertThat(verdict.toString()).contains("doesn't vouch for");
  }

  @Test
  void commit_signedBeforeItsKeyExpired_isRefusedAfter() {
    PgpOwner lasting = ADA.shaped(PgpShape.USUAL.primary(WEEK, false));
    Instant end = BORN.plus(WEEK);
    Trust trust = trust(lasting.publicKey(), BORN.plusSeconds(1));
    byte[] commit = lasting.with(false).commit();

    assertThat(trust.signers().getFirst().key().expiresAt()).isEqualTo(Optional.of(end));
    assertThat(trust.judge(commit, end.minusSeconds(1))).isInstanceOf(Verdict.Signed.class);
    assertThat(trust.judge(commit, end)).isInstanceOf(Verdict.Unfit.class);
  }

  record Unlistable(String name, PgpOwner owner, String why) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Unlistable> unlistable() {
    PgpShape usual = PgpShape.USUAL;
    return Stream.of(
        new Unlistable("expired", shaped(usual.primary(WEEK, false)), "expired at 2026-01-08"),
        new Unlistable("revoked", shaped(usual.primary(Duration.ZERO, true)), "revoked"),
        new Unlistable(
            "not for signing",
            shaped(usual.primarySigning(false).subkey(false, false)),
            "for signing"),
        new Unlistable("SHA-1", shaped(usual.signedWith(HashAlgorithmTags.SHA1)), "SHA-1"),
        new Unlistable("weak RSA", PgpOwner.create(1024), "1,024 bits"));
  }

  private static PgpOwner shaped(PgpShape shape) {
    return ADA.shaped(shape);
  }

  @ParameterizedTest
  @MethodSource("unlistable")
  void key_thatCantSign_isRefusedWithTheReason(Unlistable key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignerKey.read(key.owner().publicKey(), NOW))
        .withMessageContaining("can sign")
        .withMessageContaining(key.why());
  }

  @Test
  void key_thatSigns_tellsItsFingerprintAndAge() {
    SignerKey key = TRUST.signers().getFirst().key();

    assertThat(key.kind()).isEqualTo(SignerKey.Kind.OPENPGP);
    assertThat(key.fingerprint()).matches("[0-9A-F]{40}");
    assertThat(key.createdAt()).contains(BORN);
    assertThat(key.expiresAt()).isEmpty();
  }
}
