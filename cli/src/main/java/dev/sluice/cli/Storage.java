package dev.sluice.cli;

import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.sql.Tables;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is kept.
 *
 * @param folder what this process keeps for itself, and the registry unless it is elsewhere
 * @param database where the registry is; empty for a file in the folder
 * @param tables what is done about the registry's tables first
 */
public record Storage(Path folder, Optional<PostgresqlAddress> database, Tables tables) {
  /** All of it in that folder. */
  public static Storage in(Path folder) {
    return new Storage(folder, Optional.empty(), Tables.MIGRATED);
  }

  /** For people. */
  @Override
  public String toString() {
    return "data in "
        + folder.toAbsolutePath()
        + database.map(it -> ", registry in " + it).orElse("");
  }
}
