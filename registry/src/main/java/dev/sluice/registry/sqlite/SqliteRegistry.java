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
import java.util.function.Function;

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

  /**
   * Fills a new registry, which is there once {@code work} is done, and not at all if that throws
   * or the process is killed. A file that is there already is filled as it stands.
   *
   * @throws RegistryException if it can't be made
   */
  public static <T> T fill(Path dataDirectory, Function<Store, T> work) {
    if (exists(dataDirectory)) {
      try (Store store = store(dataDirectory)) {
        return work.apply(store);
      }
    }
    NativeLibrary.load();
    DatabaseFile file = file(dataDirectory);
    try {
      return new NewFile(file).fill(work);
    } catch (SQLException e) {
      throw new Failures(file.path()).explain("opened", e);
    } catch (IOException e) {
      throw unmakable(file, e);
    }
  }

  private static DatabaseFile file(Path dataDirectory) {
    return new DatabaseFile(dataDirectory.resolve("registry.db"));
  }

  private static void prepare(DatabaseFile file, Tables tables) {
    requireWhole(file);
    try {
      Files.createDirectories(file.path().toAbsolutePath().getParent());
      try (OpeningTurn _ = OpeningTurn.await(file.lock())) {
        file.createForOwner();
        Migrations.prepare(file, tables);
      }
    } catch (SQLException e) {
      throw new Failures(file.path()).explain("opened", e);
    } catch (IOException e) {
      throw unmakable(file, e);
    }
  }

  /** An empty registry in its place would know nobody. */
  private static void requireWhole(DatabaseFile file) {
    Path partial = file.partial().path();
    if (!file.exists() && Files.exists(partial)) {
      throw new RegistryException(
          "There is no registry but a part of one, "
              + partial
              + ": it is being copied, or that was broken off. Copy it again, or delete that file");
    }
  }

  private static RegistryException unmakable(DatabaseFile file, IOException cause) {
    return new RegistryException(
        "The registry " + file.path() + " can't be made; check the directory's rights", cause);
  }
}
