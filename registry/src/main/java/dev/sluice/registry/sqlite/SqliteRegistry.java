package dev.sluice.registry.sqlite;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import dev.sluice.registry.Signals;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.Audit;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.notice.Notices;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.request.Requests;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.sealing.WorkflowKeys;
import dev.sluice.registry.sync.ConnectionTests;
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
  private final Signals signals;
  private final Vault vault;
  private final Clock clock;
  private final Trail trail;

  private SqliteRegistry(Database database, Signals signals, Vault vault, Trail trail) {
    this.database = database;
    this.signals = signals;
    this.vault = vault;
    this.clock = trail.clock();
    this.trail = trail;
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
    return new SqliteRegistry(database, new Signals(), vault, new Trail(Actor.PROCESS, clock));
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
  public Registry as(Actor actor) {
    return new SqliteRegistry(database, signals, vault, new Trail(actor, clock));
  }

  @Override
  public Registry expecting(EnvironmentName environment, Expectation expectation) {
    Belief belief = new Belief(environment, expectation);
    return new SqliteRegistry(database.first(belief::require), signals, vault, trail);
  }

  @Override
  public Environments environments() {
    return new SqliteEnvironments(database, vault, signals, trail);
  }

  @Override
  public Syncs syncs() {
    return new SqliteSyncs(database, signals, clock, trail);
  }

  @Override
  public ConnectionTests connectionTests() {
    return new SqliteConnectionTests(database, signals, clock);
  }

  @Override
  public Notices notices() {
    return new SqliteNotices(database, signals, clock);
  }

  @Override
  public Deployments deployments() {
    return new SqliteDeployments(database);
  }

  @Override
  public Releases releases() {
    return new SqliteReleases(database, signals, trail);
  }

  @Override
  public Variables variables() {
    return new SqliteVariables(database, vault, signals, trail);
  }

  @Override
  public WorkflowKeys workflowKeys() {
    return new SqliteWorkflowKeys(database, vault, signals, trail);
  }

  @Override
  public Keys keys() {
    return new SqliteKeys(database, trail);
  }

  @Override
  public Runs runs() {
    return new SqliteRuns(database, vault, trail);
  }

  @Override
  public Audit audit() {
    return new SqliteAudit(database);
  }

  @Override
  public Requests requests() {
    return new SqliteRequests(database, vault, clock);
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
