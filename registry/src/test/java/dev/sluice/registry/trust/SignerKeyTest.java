package dev.sluice.registry.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.fixtures.SshSigner;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which keys can be listed. */
class SignerKeyTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  record Unfit(String name, String key, String why) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Unfit> unfit() {
    return Stream.of(ssh(), pgp()).flatMap(kind -> kind);
  }

  private static Stream<Unfit> ssh() {
    String good = SshSigner.create().publicKey();
    BigInteger weak = BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE);
    BigInteger strong = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
    return Stream.of(
        new Unfit("nothing", "", "neither"),
        new Unfit("words", "ada's key", "neither"),
        new Unfit("private", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA", "private key"),
        new Unfit("long", "ssh-ed25519 " + "A".repeat(20_000), "longer than 16,384 bytes"),
        new Unfit("only its type", "ssh-ed25519", "a line such as"),
        new Unfit("two lines", good + "\n" + good, "one line"),
        new Unfit("no base64", "ssh-ed25519 !!!!", "base64"),
        new Unfit("cut off", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==", "too early"),
        new Unfit("another type", good.replace("ssh-ed25519", "ssh-rsa"), "type that its line"),
        new Unfit("DSA", line("ssh-dss"), "ssh-ed25519"),
        new Unfit("certificate", line("ssh-ed25519-cert-v01@openssh.com"), "certificate"),
        new Unfit("security key", line("sk-ssh-ed25519@openssh.com"), "security keys"),
        new Unfit("weak RSA", rsa(weak, 65_537), "2,048 to 16,384 bits, and this one 1,024"),
        new Unfit("RSA that anyone forges", rsa(strong, 1), "exponent"),
        new Unfit("short Ed25519", line("ssh-ed25519", new byte[31]), "32 bytes"),
        new Unfit(
            "another curve",
            line("ecdsa-sha2-nistp256", text("nistp384"), new byte[97]),
            "its type's"),
        new Unfit(
            "no point", line("ecdsa-sha2-nistp256", text("nistp256"), new byte[65]), "its point"));
  }

  private static Stream<Unfit> pgp() {
    String begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n";
    String end = "\n-----END PGP PUBLIC KEY BLOCK-----";
    return Stream.of(
        new Unfit("PGP without an end", begin + "\nAAAA", "end with"),
        new Unfit("PGP without a blank line", begin + "AAAA" + end, "empty line"),
        new Unfit("PGP of nothing", begin + "\n\n" + end, "0 public keys"),
        new Unfit("PGP of zeros", begin + "\nAAAA" + end, "OpenPGP packets"),
        new Unfit("PGP that ends early", begin + "\nxv8AAAAQBA==" + end, "too early"),
        new Unfit("PGP of two gigabytes", begin + "\nxv9/////BA==" + end, "too early"),
        new Unfit("PGP of version 6", begin + "\nxgEG" + end, "only version 4"),
        new Unfit("PGP with a private key", begin + "\nxQEE" + end, "private key"),
        new Unfit("PGP of one octet", begin + "\nxgEE" + end, "can't be read"));
  }

  private static String rsa(BigInteger modulus, int exponent) {
    return line("ssh-rsa", BigInteger.valueOf(exponent).toByteArray(), modulus.toByteArray());
  }

  private static String line(String type, byte[]... strings) {
    ByteBuffer blob = ByteBuffer.allocate(4_096);
    Stream.concat(Stream.of(text(type)), Stream.of(strings))
        .forEach(it -> blob.putInt(it.length).put(it));
    byte[] bytes = Arrays.copyOf(blob.array(), blob.position());
    return type + " " + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void key_thatCantSign_isRefusedWithTheReason(Unfit unfit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignerKey.read(unfit.key(), NOW))
        .withMessageContaining(unfit.why());
  }

  @Test
  void trust_ofTooManyOrTheSame_isRefused() {
    SignerKey key = SignerKey.read(SshSigner.create().publicKey(), NOW);
    SignerKey other = SignerKey.read(SshSigner.create().publicKey(), NOW);
    List<Signer> many = IntStream.range(0, 101).mapToObj(i -> new Signer("ada" + i, key)).toList();

    refused(many, "100 entries");
    refused(List.of(new Signer("ada", key), new Signer("eve", key)), "as `ada` and as `eve`");
    refused(List.of(new Signer("ada", key), new Signer("ada", other)), "the name `ada` twice");
  }

  private static void refused(List<Signer> signers, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trust(signers))
        .withMessageContaining(why);
  }

  @Test
  void signer_withoutANameOnOneLine_isRefused() {
    SignerKey key = SignerKey.read(SshSigner.create().publicKey(), NOW);

    for (String name : List.of("", "  ", "a\nb", "x".repeat(101))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Signer(name, key));
    }
    assertThat(new Signer("Ada Löwe, laptop", key).name()).isEqualTo("Ada Löwe, laptop");
  }
}
