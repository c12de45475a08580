package dev.sluice.cli;

import dev.sluice.registry.postgresql.PostgresqlAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the registry is, if it isn't a file in the data folder. */
final class RegistryOption {
  /** The environment variable that says the same, and may hold the password. */
  static final String VARIABLE = "SLUICE_REGISTRY";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = {
        "the PostgreSQL database the registry is in: postgresql://user@host/database",
        "(default: a SQLite file in the data folder; also by SLUICE_REGISTRY)"
      })
  private @Nullable String given;

  /**
   * The address; empty for a file in the data folder.
   *
   * @throws CommandFailure if it isn't one
   */
  Optional<PostgresqlAddress> address(Map<String, String> variables) {
    Optional<String> option = Optional.ofNullable(given);
    return option
        .map(it -> onCommandLine("--registry", it, variables))
        .or(() ->
            Optional.ofNullable(variables.get(VARIABLE))
                .filter(it -> !it.isBlank())
                .map(it -> parsed(VARIABLE, it, variables)));
  }

  /** Everybody on the machine can read a command line. */
  static PostgresqlAddress onCommandLine(
      String option, String text, Map<String, String> variables) {
    PostgresqlAddress address = parsed(option, text, variables);
    if (PostgresqlAddress.tellsPassword(text)) {
      throw new CommandFailure(
          2,
          option
              + " must not hold a password, which every user of this machine could read: set"
              + " PGPASSWORD, or use a password file (PGPASSFILE)");
    }
    return address;
  }

  private static PostgresqlAddress parsed(
      String source, String text, Map<String, String> variables) {
    if (!PostgresqlAddress.isMeant(text)) {
      throw new CommandFailure(
          2,
          source
              + " is a PostgreSQL database, postgresql://user@host/database; leave it out for a"
              + " SQLite file in the data folder");
    }
    try {
      return PostgresqlAddress.parse(text, variables);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(2, source + ": " + e.getMessage());
    }
  }
}
