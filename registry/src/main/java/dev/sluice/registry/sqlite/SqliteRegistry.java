package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Signals;
import dev.sluice.registry.sql.SqlRegistry;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/**
 * The registry in one SQLite file, {@code registry.db} in the data directory. Several processes may
 * have it open.
 */
public final class SqliteRegistry {
  private SqliteRegistry() {}

  /** Whether the data directory has a registry, made by {@link #open} before. */
  public static boolean exists(Path dataDirectory) {
    return file(dataDirectory).exists();
  }

  /**
   * Opens the data directory's registry, made or brought up to date if need be.
   *
   * @throws dev.sluice.registry.vault.MasterKeyException if it was made with another key
   * @throws RegistryException if the file can't be opened
   */
  public static Registry open(Path dataDirectory, MasterKey key, Clock clock) {
    return open(dataDirectory, Tables.MIGRATED, MasterKeys.of(key), clock);
  }

  /**
   * Opens the data directory's registry.
   *
   * @throws dev.sluice.registry.vault.MasterKeyException if it was made with another key
   * @throws RegistryException if the file can't be opened, or its tables can't be worked with, or
   *     SQLite itself can't be loaded
   */
  public static Registry open(Path dataDirectory, Tables tables, MasterKeys keys, Clock clock) {
    return SqlRegistry.open(store(dataDirectory, tables), new Signals(), keys, clock);
  }

  /** The file itself, its tables up to date, for what reads or writes all there is. */
  public static Store store(Path dataDirectory) {
    return store(dataDirectory, Tables.MIGRATED);
  }

  /** The file itself, for what reads or writes all there is. */
  public static Store store(Path dataDirectory, Tables tables) {
    NativeLibrary.load();
    DatabaseFile file = file(dataDirectory);
    prepare(file, tables);
    return FileStore.open(file);
  }

  private static DatabaseFile file(Path dataDirectory) {
    return new DatabaseFile(dataDirectory.resolve("registry.db"));
  }

  private static void prepare(DatabaseFile file, Tables tables) {
    try {
      Files.createDirectories(file.path().toAbsolutePath().getParent());
      try (OpeningTurn _ = OpeningTurn.await(file.path().resolveSibling("registry.lock"))) {
        file.createForOwner();
        Migrations.prepare(file, tables);
      }
    } catch (SQLException e) {
      throw new Failures(file.path()).explain("opened", e);
    } catch (IOException e) {
      throw new RegistryException(
          "The registry " + file.path() + " can't be made; check the directory's rights", e);
    }
  }
}
