package dev.sluice.cli;

import dev.sluice.gateway.standby.Standby;
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

/**
 * The folder everything is kept in, for its owner's eyes only.
 *
 * @param key what all that is secret in it is sealed under
 */
record DataFolder(Path path, MasterKey key) {

  /**
   * Makes the folder if need be, and its key.
   *
   * @throws CommandFailure if it can't
   */
  static DataFolder at(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      boolean used = SqliteRegistry.exists(folder) || Standby.exists(standby(folder));
      return new DataFolder(folder, MasterKey.load(System.getenv(), folder, used));
    } catch (IOException e) {
      throw new CommandFailure(
          1, "the data folder " + folder + " can't be made: " + e.getMessage());
    } catch (MasterKeyException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens its registry.
   *
   * @throws RegistryException if it can't be opened now
   * @throws CommandFailure if it never can with this key
   */
  Registry registry(Clock clock) {
    try {
      return SqliteRegistry.open(path, key, clock);
    } catch (MasterKeyException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  /** Where a gateway keeps what it needs while its registry is away. */
  Path standby() {
    return standby(path);
  }

  private static Path standby(Path folder) {
    return folder.resolve("standby");
  }
}
