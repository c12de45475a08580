package dev.sluice.registry.trust;

import static dev.sluice.registry.trust.Commits.bytes;
import static dev.sluice.registry.trust.Commits.changed;
import static dev.sluice.registry.trust.Commits.signed;
import static dev.sluice.registry.trust.Commits.text;
import static dev.sluice.registry.trust.Commits.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.fixtures.SshSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of commits signed, or not, with SSH keys. */
class SshTrustTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final SshSigner ADA = SshSigner.create();
  private static final SshSigner EVE = SshSigner.create();
  private static final Trust TRUST = new Trust(List.of(signer("ada", ADA)));

  private static Signer signer(String name, SshSigner signer) {
    return new Signer(name, SignerKey.read(signer.publicKey(), NOW));
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

  static Stream<Refused> refused() {
    return Stream.of(those(), forged(), unreadable(), odd()).flatMap(kind -> kind);
  }

  private static Stream<Refused> those() {
    return Stream.of(
        new Refused("unsigned", text(unsigned()), Verdict.Unsigned.class, ""),
        new Refused(
            "signed by someone who isn't listed",
            text(EVE.commit(unsigned())),
            Verdict.Stranger.class,
            signer("eve", EVE).key().toString()));
  }

  private static Stream<Refused> forged() {
    byte[] good = ADA.commit(unsigned());
    byte[] other = changed(unsigned(), "staff", "admin");
    return Stream.of(
        bad("message changed", changed(good, "staff role", "admin role"), "something else"),
        bad("tree changed", changed(good, "4b825dc6", "4b825dc7"), "something else"),
        bad("parent changed", changed(good, "parent 0", "parent 1"), "something else"),
        bad("header added", changed(good, "\nauthor", "\nx y\nauthor"), "something else"),
        bad("another commit's signature", signed(ADA.sign(other)), "something else"),
        bad("under another's key", signed(EVE.signAs(ADA, unsigned())), "something else"));
  }

  private static Stream<Refused> unreadable() {
    String good = ADA.sign(unsigned());
    String huge = good.replace("\n-----END", "\n" + "A".repeat(20_000) + "\n-----END");
    return Stream.of(
        bad("words", signed("It was me"), "neither"),
        bad("X.509", signed("-----BEGIN SIGNED MESSAGE-----\nAA=="), "X.509"),
        bad("no end", signed(good.replace("-----END SSH SIGNATURE-----", "")), "end with"),
        bad("no base64", signed(good.replace("\n", "\n%")), "can't be read"),
        bad("cut off", signed(armor(good, 40)), "too early"),
        bad("longer than it is", signed(armor(good, 10_000)), "more in it"),
        bad("two blocks", signed(good + good), "more than one block"),
        bad("huge", signed(huge), "longer than 16,384 bytes"));
  }

  /** The signature with its bytes cut off, or padded with zeros, at that length. */
  private static String armor(String signature, int length) {
    String base64 = signature.lines().skip(1).findFirst().orElseThrow();
    byte[] bytes = Base64.getDecoder().decode(base64);
    byte[] changed = Arrays.copyOf(bytes, length);
    return signature.replace(base64, Base64.getEncoder().encodeToString(changed));
  }

  private static Stream<Refused> odd() {
    byte[] good = ADA.commit(unsigned());
    return Stream.of(
        bad(
            "for a file",
            signed(ADA.sign(unsigned(), "ssh-ed25519", "file", "sha512")),
            "else than"),
        bad("weak hash", signed(ADA.sign(unsigned(), "ssh-ed25519", "git", "sha1")), "sha256"),
        bad(
            "certificate",
            signed(ADA.sign(unsigned(), "ssh-ed25519-cert-v01@openssh.com", "git", "sha512")),
            "certificate"),
        bad("twice", SshSigner.signed(good, "gpgsig", ADA.sign(good)), "more than one"),
        bad(
            "for both kinds of repositories",
            SshSigner.signed(good, "gpgsig-sha256", ADA.sign(good)),
            "more than one"),
        bad("unknown header", SshSigner.signed(unsigned(), "gpgsignature", "x"), "nobody knows"),
        bad("a tag", ADA.commit(changed(unsigned(), "tree ", "object ")), "as commits do"),
        bad("nothing", "".getBytes(StandardCharsets.UTF_8), "as commits do"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void commit_thatNobodyListedSigned_isRefused(Refused refused) {
    Verdict verdict = TRUST.judge(bytes(refused.commit()), NOW);

    assertThat(verdict).isInstanceOf(refused.verdict());
    assertThat(verdict.toString()).contains(refused.why());
  }

  @Test
  void commit_signedByOneOfMany_isTheirs() {
    Trust both = new Trust(List.of(signer("ada", ADA), signer("eve", EVE)));

    Verdict verdict = both.judge(EVE.commit(unsigned()), NOW);

    assertThat(verdict).isEqualTo(new Verdict.Signed(both.signers().getLast()));
  }

  @Test
  void commit_signedInTheHeaderOfSha256Repositories_isTaken() {
    byte[] commit = SshSigner.signed(unsigned(), "gpgsig-sha256", ADA.sign(unsigned()));

    assertThat(TRUST.judge(commit, NOW)).isInstanceOf(Verdict.Signed.class);
  }

  @Test
  void commit_withSha256AsHash_isTaken() {
    byte[] commit = signed(ADA.sign(unsigned(), "ssh-ed25519", "git", "sha256"));

    assertThat(TRUST.judge(commit, NOW)).isInstanceOf(Verdict.Signed.class);
  }

  @Test
  void rsa_signsWithSha2Alone() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    SshRsa key = new SshRsa((RSAPublicKey) generator.generateKeyPair().getPublic());

    assertThat(key.algorithm("rsa-sha2-512")).isEqualTo("SHA512withRSA");
    assertThat(key.algorithm("rsa-sha2-256")).isEqualTo("SHA256withRSA");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.algorithm("ssh-rsa"))
        .withMessageContaining("SHA-1");
    assertThat(key.signature(new byte[] {1})).hasSize(256).endsWith(1);
  }

  @Test
  void commit_judgedByNobodysKeys_isAStrangers() {
    assertThat(Trust.NONE.asksForSignatures()).isFalse();
    assertThat(Trust.NONE.judge(ADA.commit(unsigned()), NOW)).isInstanceOf(Verdict.Stranger.class);
  }
}
