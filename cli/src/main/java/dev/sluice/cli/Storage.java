package dev.sluice.cli;

import dev.sluice.registry.postgresql.PostgresqlAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is kept.
 *
 * @param folder what this process keeps for itself, and the registry unless it is elsewhere
 * @param database where the registry is; empty for a file in the folder
 */
public record Storage(Path folder, Optional<PostgresqlAddress> database) {
  /** All of it in that folder. */
  public static Storage in(Path folder) {
    return new Storage(folder, Optional.empty());
  }

  /** For people. */
  @Override
  public String toString() {
    return "data in "
        + folder.toAbsolutePath()
        + database.map(it -> ", registry in " + it).orElse("");
  }
}
