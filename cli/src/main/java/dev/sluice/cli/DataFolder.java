package dev.sluice.cli;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.postgresql.PostgresqlRegistry;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder everything is kept in, for its owner's eyes only. */
final class DataFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private DataFolder() {}

  /**
   * Makes the folder if need be, and opens the registry, which is in it or in a database.
   *
   * @throws CommandFailure if it can't
   */
  static Registry open(Storage storage, Clock clock) {
    Path folder = storage.folder();
    try {
      make(folder);
      return storage
          .database()
          .map(database -> open(database, folder, clock))
          .orElseGet(() -> open(folder, clock));
    } catch (MasterKeyException | RegistryException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  static void make(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new CommandFailure(
          1, "the data folder " + folder + " can't be made: " + e.getMessage());
    }
  }

  private static Registry open(Path folder, Clock clock) {
    MasterKey key = MasterKey.load(System.getenv(), folder, SqliteRegistry.exists(folder));
    return SqliteRegistry.open(folder, key, clock);
  }

  private static Registry open(PostgresqlAddress database, Path folder, Clock clock) {
    database.warning().ifPresent(LOG::warn);
    MasterKey key = MasterKey.load(System.getenv(), folder, PostgresqlRegistry.exists(database));
    return PostgresqlRegistry.open(database, key, clock);
  }
}
