package dev.sluice.cli;

import dev.sluice.gateway.standby.Standby;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.postgresql.PostgresqlAddress;
import dev.sluice.registry.postgresql.PostgresqlRegistry;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of what a process keeps for itself, for its owner's eyes only, and where its registry
 * is.
 *
 * @param keys what all that is secret is sealed under
 */
record DataFolder(Storage storage, MasterKeys keys) {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  /**
   * Makes the folder if need be, and finds the key. One that was there before is left as open as it
   * is, which is told: whoever made it may have meant it so.
   *
   * @throws CommandFailure if it can't
   */
  static DataFolder of(Storage storage) {
    make(storage.folder());
    Onlookers.warnings(storage.folder(), System.getenv()).forEach(LOG::warn);
    storage.database().flatMap(PostgresqlAddress::warning).ifPresent(LOG::warn);
    try {
      return new DataFolder(
          storage, MasterKeys.load(System.getenv(), storage.folder(), isUsed(storage)));
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

  /** Whether something was sealed already; a database that is away isn't asked if that is known. */
  private static boolean isUsed(Storage storage) {
    return isUsedBeside(storage) || isThere(storage);
  }

  /** Whether there is in the folder what only a process with a registry leaves there. */
  private static boolean isUsedBeside(Storage storage) {
    return Standby.exists(standby(storage)) || Files.isDirectory(mirrors(storage));
  }

  private static boolean isThere(Storage storage) {
    return storage
        .database()
        .map(PostgresqlRegistry::exists)
        .orElseGet(() -> SqliteRegistry.exists(storage.folder()));
  }

  /**
   * Opens the registry, made if this is the folder's first use: one that is gone isn't replaced by
   * an empty one, which would know nobody.
   *
   * @throws RegistryException if it can't be opened now
   * @throws CommandFailure if it never can with this key
   */
  Registry registry(Clock clock) {
    // In this order: another process may be at its first start.
    if (isUsedBeside(storage) && !isThere(storage)) {
      throw gone();
    }
    try {
      return storage
          .database()
          .map(database -> PostgresqlRegistry.open(database, storage.tables(), keys, clock))
          .orElseGet(() -> SqliteRegistry.open(storage.folder(), storage.tables(), keys, clock));
    } catch (MasterKeyException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  private RegistryException gone() {
    String place =
        storage
            .database()
            .map(it -> "There is no registry in " + it)
            .orElseGet(() -> "There is no registry.db in " + storage.folder().toAbsolutePath());
    return new RegistryException(
        place
            + ", though its mirrors or standby are in the data folder: put it back from a backup,"
            + " or tell where it is (--registry). To start anew, move the data folder "
            + storage.folder().toAbsolutePath()
            + " away");
  }

  /** Names the registry among others, whoever this process is there. */
  String registryName() {
    return storage.database().map(PostgresqlAddress::place).orElse("sqlite");
  }

  /** Where a gateway keeps what it needs while its registry is away. */
  Path standby() {
    return standby(storage);
  }

  private static Path standby(Storage storage) {
    return storage.folder().resolve("standby");
  }

  private static Path mirrors(Storage storage) {
    return storage.folder().resolve("mirrors");
  }
}
