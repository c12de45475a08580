package dev.sluice.registry.sql;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Revisions;
import dev.sluice.registry.Signals;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.Audit;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.notice.Notices;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.request.Requests;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.sealing.WorkflowKeys;
import dev.sluice.registry.sync.ConnectionTests;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.variable.Variables;
import dev.sluice.registry.vault.MasterKeys;
import dev.sluice.registry.vault.Vault;
import java.time.Clock;

/** The registry in the tables of a database. Several processes may have it open. Thread-safe. */
public final class SqlRegistry implements Registry {
  /** Whose every transaction that writes something sealed begins with a look at the key. */
  private final Database database;

  /** What runs are written to, of which nothing is sealed. */
  private final Database unsealed;

  private final KeyCheck key;
  private final Vault vault;
  private final Clock clock;
  private final Trail trail;

  private SqlRegistry(
      Database database, Database unsealed, KeyCheck key, Vault vault, Trail trail) {
    this.database = database;
    this.unsealed = unsealed;
    this.key = key;
    this.vault = vault;
    this.clock = trail.clock();
    this.trail = trail;
  }

  /**
   * Opens the registry in a database, whose tables must be up to date. It closes the store, also if
   * it can't be opened.
   *
   * @param signals where what is committed is announced
   * @throws dev.sluice.registry.vault.MasterKeyException if it was made with another key
   */
  public static Registry open(Store store, Signals signals, MasterKeys keys, Clock clock) {
    Database database = new Database(store, signals, _ -> {});
    Vault vault = new Vault(keys);
    KeyCheck key = new KeyCheck(vault);
    try {
      database.writing(key::pass);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
    return new SqlRegistry(
        database.first(key::require), database, key, vault, new Trail(Actor.PROCESS, clock));
  }

  @Override
  public Registry as(Actor actor) {
    return new SqlRegistry(database, unsealed, key, vault, new Trail(actor, clock));
  }

  @Override
  public Registry expecting(EnvironmentName environment, Expectation expectation) {
    Belief belief = new Belief(environment, expectation);
    return new SqlRegistry(
        database.first(belief::require), unsealed.first(belief::require), key, vault, trail);
  }

  @Override
  public Environments environments() {
    return new SqlEnvironments(database, vault, trail);
  }

  @Override
  public Syncs syncs() {
    return new SqlSyncs(database, clock, trail);
  }

  @Override
  public ConnectionTests connectionTests() {
    return new SqlConnectionTests(database, clock);
  }

  @Override
  public Notices notices() {
    return new SqlNotices(database, clock);
  }

  @Override
  public Deployments deployments() {
    return new SqlDeployments(database);
  }

  @Override
  public Releases releases() {
    return new SqlReleases(database, trail);
  }

  @Override
  public Variables variables() {
    return new SqlVariables(database, vault, trail);
  }

  @Override
  public WorkflowKeys workflowKeys() {
    return new SqlWorkflowKeys(database, vault, trail);
  }

  @Override
  public Keys keys() {
    return new SqlKeys(database, trail);
  }

  @Override
  public Runs runs() {
    return new SqlRuns(unsealed, vault, trail);
  }

  @Override
  public Audit audit() {
    return new SqlAudit(database);
  }

  @Override
  public Requests requests() {
    return new SqlRequests(database, vault, clock);
  }

  @Override
  public Gateways gateways() {
    return new SqlGateways(database, clock);
  }

  @Override
  public Signals signals() {
    return database.signals();
  }

  @Override
  public Revisions revisions() {
    return database.read(StoredRevisions::read);
  }

  @Override
  public boolean isKeyOutdated() {
    return database.read(key::isOutdated);
  }

  @Override
  public void close() {
    database.store().close();
  }
}
