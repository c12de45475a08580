package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import dev.sluice.registry.Signals;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.sealing.WorkflowKeys;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.variable.Variables;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/**
 * The registry in one SQLite file, {@code registry.db} in the data directory. Several processes may
 * have it open. Thread-safe.
 */
public final class SqliteRegistry implements Registry {
  private final Database database;
  private final Signals signals = new Signals();
  private final Vault vault;
  private final Clock clock;

  private SqliteRegistry(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

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
  public static SqliteRegistry open(Path dataDirectory, MasterKey key, Clock clock) {
    DatabaseFile file = file(dataDirectory);
    prepare(file);
    Database database = Database.open(file);
    Vault vault = new Vault(key);
    try {
      database.writing(new KeyCheck(vault)::pass);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return new SqliteRegistry(database, vault, clock);
  }

  private static DatabaseFile file(Path dataDirectory) {
    return new DatabaseFile(dataDirectory.resolve("registry.db"));
  }

  private static void prepare(DatabaseFile file) {
    try {
      Files.createDirectories(file.path().toAbsolutePath().getParent());
      try (OpeningTurn _ = OpeningTurn.await(file.path().resolveSibling("registry.lock"))) {
        file.createForOwner();
        Migrations.apply(file);
      }
    } catch (SQLException e) {
      throw new Failures(file.path()).explain("opened", e);
    } catch (IOException e) {
      throw new RegistryException(
          "The registry " + file.path() + " can't be made; check the directory's rights", e);
    }
  }

  @Override
  public Environments environments() {
    return new SqliteEnvironments(database, vault, signals, clock);
  }

  @Override
  public Syncs syncs() {
    return new SqliteSyncs(database, signals, clock);
  }

  @Override
  public Deployments deployments() {
    return new SqliteDeployments(database);
  }

  @Override
  public Releases releases() {
    return new SqliteReleases(database, signals, clock);
  }

  @Override
  public Variables variables() {
    return new SqliteVariables(database, vault, signals, clock);
  }

  @Override
  public WorkflowKeys workflowKeys() {
    return new SqliteWorkflowKeys(database, vault, signals, clock);
  }

  @Override
  public Keys keys() {
    return new SqliteKeys(database, clock);
  }

  @Override
  public Runs runs() {
    return new SqliteRuns(database);
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public Revisions revisions() {
    return database.read(StoredRevisions::read);
  }

  @Override
  public void close() {
    database.close();
  }
}
