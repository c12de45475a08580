package dev.sluice.registry.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import dev.sluice.registry.postgresql.PostgresqlAddress.Host;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlAddressTest {

  @Test
  void parse_allParts_areFound() {
    PostgresqlAddress address =
        parse("postgresql://o%40ps:a%2Fb%25+c@db.example.com:6432,[::1]/auth?sslmode=require");

    assertThat(address.hosts())
        .containsExactly(new Host("db.example.com", 6432), new Host("[::1]", 5432));
    assertThat(address.user()).isEqualTo("o@ps");
    assertThat(address.password()).contains(new Secret("a/b%+c"));
    assertThat(address.database()).isEqualTo("auth");
    assertThat(address.tls().mode()).isEqualTo("require");
  }

  @Test
  void parse_withoutWho_takesItFromTheVariables() {
    PostgresqlAddress address =
        PostgresqlAddress.parse(
            "postgres://localhost/auth", Map.of("PGUSER", "ops", "PGPASSWORD", "p"));

    assertThat(address.user()).isEqualTo("ops");
    assertThat(address.password()).contains(new Secret("p"));
  }

  @Test
  void parse_noUser_saysHowToGiveOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("postgresql://localhost/auth"))
        .withMessageContaining("PGUSER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ops:pass/word@localhost/auth",
        "postgresql://ops:pass%word@localhost/auth",
        "postgresql://ops:pass:word@localhost",
        "postgresql://ops:password@local host/auth",
        "postgresql://ops:password@localhost/auth?ssl=password"
      })
  void parse_wrong_saysSoWithoutThePassword(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text))
        .withMessageContaining("registry's address")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("word@"));
  }

  @Test
  void toString_any_hidesThePasswordAndOptions() {
    assertThat(parse("postgresql://ops:password@db:6432/auth?sslmode=verify-ca"))
        .hasToString("postgresql://ops@db:6432/auth");
  }

  @Test
  void tls_notSaid_isVerifiedBeyondThisMachine() {
    assertThat(parse("postgresql://ops@db/auth").tls().properties())
        .containsEntry("sslmode", "verify-full")
        .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    assertThat(parse("postgresql://ops@localhost/auth").tls().mode()).isEqualTo("prefer");
    assertThat(parse("postgresql://ops@127.0.0.1,[::1]/auth").tls().mode()).isEqualTo("prefer");
    assertThat(parse("postgresql://ops@127.0.0.1,db/auth").tls().mode()).isEqualTo("verify-full");
    assertThat(parse("postgresql://ops@127.example.com/auth").tls().mode())
        .isEqualTo("verify-full");
  }

  @Test
  void tls_ownAuthority_isReadFromItsFile() {
    assertThat(parse("postgresql://ops@db/auth?sslrootcert=%2Fca.pem").tls().properties())
        .containsEntry("sslmode", "verify-full")
        .containsEntry("sslrootcert", "/ca.pem")
        .doesNotContainKey("sslfactory");
  }

  @Test
  void tls_ownCertificate_needsTheServersAuthorityToo() {
    String own = "postgresql://ops@db/auth?sslcert=%2Fours.pem&sslkey=%2Fours.pk8";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(own))
        .withMessageContaining("sslrootcert");

    assertThat(parse(own + "&sslrootcert=%2Fca.pem").tls().properties())
        .containsEntry("sslcert", "/ours.pem");
    assertThat(parse(own + "&sslmode=require").tls().properties())
        .containsEntry("sslcert", "/ours.pem");
  }

  @Test
  void warning_lessThanVerified_isGivenBeyondThisMachine() {
    assertThat(parse("postgresql://ops@db/auth").warning()).isEmpty();
    assertThat(parse("postgresql://ops@localhost/auth?sslmode=disable").warning()).isEmpty();
    assertThat(parse("postgresql://ops@db/auth?sslmode=prefer").warning().orElseThrow())
        .contains("read and change", "verify-full");
    assertThat(parse("postgresql://ops@db/auth?sslmode=require").warning().orElseThrow())
        .contains("pose as it", "verify-full");
  }

  private static PostgresqlAddress parse(String text) {
    return PostgresqlAddress.parse(text, Map.of());
  }
}
