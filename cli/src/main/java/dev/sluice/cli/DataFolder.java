package dev.sluice.cli;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

/** The folder everything is kept in, for its owner's eyes only. */
final class DataFolder {
  private DataFolder() {}

  /**
   * Makes the folder if need be, and opens its registry.
   *
   * @throws CommandFailure if it can't
   */
  static Registry open(Path folder, Clock clock) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      MasterKey key = MasterKey.load(System.getenv(), folder, SqliteRegistry.exists(folder));
      return SqliteRegistry.open(folder, key, clock);
    } catch (IOException e) {
      throw new CommandFailure(
          1, "the data folder " + folder + " can't be made: " + e.getMessage());
    } catch (MasterKeyException | RegistryException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }
}
