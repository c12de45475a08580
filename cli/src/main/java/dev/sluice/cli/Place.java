package dev.sluice.cli;

import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.postgresql.PostgresqlRegistry;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a registry is, as a command line says it.
 *
 * @param option what says it
 * @param text a data folder, or a PostgreSQL address
 */
record Place(String option, String text) {
  /** What may be said. */
  static final String FORM = "a data folder, or postgresql://user@host/database";

  /** The folder; empty for a database. */
  Optional<Path> folder() {
    return PostgresqlAddress.isMeant(text) ? Optional.empty() : Optional.of(Path.of(text));
  }

  /**
   * The registry that is there, its tables as they are.
   *
   * @throws CommandFailure if there's none in the folder
   */
  Store existing() {
    return existing(Tables.AS_THEY_ARE);
  }

  /** The registry that is there. */
  Store existing(Tables tables) {
    folder()
        .filter(folder -> !SqliteRegistry.exists(folder))
        .ifPresent(folder -> {
          throw new CommandFailure(1, "there is no registry in " + folder);
        });
    return store(tables);
  }

  /** Fills a registry; in a folder that has none, it is there when that is done, and not before. */
  <T> T fill(Function<Store, T> work) {
    Optional<Path> folder = folder();
    if (folder.isPresent()) {
      DataFolder.make(folder.get());
      return SqliteRegistry.fill(folder.get(), work);
    }
    try (Store store = store(Tables.MIGRATED)) {
      return work.apply(store);
    }
  }

  private Store store(Tables tables) {
    return folder()
        .map(folder -> SqliteRegistry.store(folder, tables))
        .orElseGet(() -> PostgresqlRegistry.store(address(), tables));
  }

  private PostgresqlAddress address() {
    return RegistryOption.onCommandLine(option, text, System.getenv());
  }
}
