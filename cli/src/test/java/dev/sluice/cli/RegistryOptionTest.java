package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.registry.Secret;
import dev.sluice.registry.postgresql.PostgresqlAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RegistryOptionTest {
  @Command
  private static final class Any {
    @Mixin private final RegistryOption registry = new RegistryOption();
  }

  @Test
  void address_notGiven_isAFileInTheDataFolder() {
    assertThat(address(Map.of())).isEmpty();
    assertThat(address(Map.of("SLUICE_REGISTRY", " "))).isEmpty();
  }

  @Test
  void address_option_comesBeforeTheVariable() {
    assertThat(
            address(
                Map.of("SLUICE_REGISTRY", "postgresql://a@localhost/b", "PGPASSWORD", "p"),
                "--registry",
                "postgresql://c@localhost/d"))
        .map(it -> it + " " + it.password().map(Secret::reveal).orElse(""))
        .contains("postgresql://c@localhost/d p");
  }

  @Test
  void address_variableWithPassword_isTaken() {
    assertThat(address(Map.of("SLUICE_REGISTRY", "postgresql://a:p@localhost/b")))
        .flatMap(PostgresqlAddress::password)
        .contains(new Secret("p"));
  }

  @Test
  void address_passwordOnTheCommandLine_isRefusedWithoutIt() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> address(Map.of(), "--registry", "postgresql://a:sesame@localhost/b"))
        .withMessageContainingAll("--registry", "PGPASSWORD")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
  }

  @Test
  void address_somethingElse_saysWhatItIs() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> address(Map.of(), "--registry", "mysql://a:sesame@localhost/b"))
        .withMessageContainingAll("postgresql://user@host/database", "SQLite")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> address(Map.of("SLUICE_REGISTRY", "postgresql://localhost")))
        .withMessageContaining("SLUICE_REGISTRY: the registry's address must look like");
  }

  private static Optional<PostgresqlAddress> address(
      Map<String, String> variables, String... arguments) {
    Any any = new Any();
    new CommandLine(any).parseArgs(arguments);
    return any.registry.address(variables);
  }
}
