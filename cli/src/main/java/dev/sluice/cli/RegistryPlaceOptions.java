package dev.sluice.cli;

import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.postgresql.PostgresqlRegistry;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which registry is meant, as {@code serve} takes them. */
final class RegistryPlaceOptions {
  @Option(
      names = "--data",
      description = "the data folder of what serves (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".sluice");

  @Mixin private RegistryOption registry = new RegistryOption();

  /** The data folder. */
  Path folder() {
    return data;
  }

  /**
   * The registry.
   *
   * @throws CommandFailure if there's none in the folder
   */
  Store open(Tables tables) {
    Optional<PostgresqlAddress> database = registry.address(System.getenv());
    return database
        .map(address -> PostgresqlRegistry.store(address, tables))
        .orElseGet(() -> new Place("--data", data.toString()).existing(tables));
  }

  /** For people. */
  String name() {
    return registry
        .address(System.getenv())
        .map(PostgresqlAddress::toString)
        .orElse(data.toString());
  }
}
