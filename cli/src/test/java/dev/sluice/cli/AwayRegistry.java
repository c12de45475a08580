package dev.sluice.cli;

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

/**
 * A registry that doesn't tell what has changed while it is away, as a database on another machine
 * may be. Owns the real one.
 */
final class AwayRegistry implements Registry {
  private final Registry real;
  private volatile boolean away = true;

  /** A registry that is away until {@link #comeBack}. */
  AwayRegistry(Registry real) {
    this.real = real;
  }

  void comeBack() {
    away = false;
  }

  @Override
  public Environments environments() {
    return real.environments();
  }

  @Override
  public ConnectionTests connectionTests() {
    return real.connectionTests();
  }

  @Override
  public Notices notices() {
    return real.notices();
  }

  @Override
  public Syncs syncs() {
    return real.syncs();
  }

  @Override
  public Deployments deployments() {
    return real.deployments();
  }

  @Override
  public Releases releases() {
    return real.releases();
  }

  @Override
  public Variables variables() {
    return real.variables();
  }

  @Override
  public WorkflowKeys workflowKeys() {
    return real.workflowKeys();
  }

  @Override
  public Keys keys() {
    return real.keys();
  }

  @Override
  public Registry as(Actor actor) {
    return real.as(actor);
  }

  @Override
  public Registry expecting(EnvironmentName environment, Expectation expectation) {
    return real.expecting(environment, expectation);
  }

  @Override
  public Audit audit() {
    return real.audit();
  }

  @Override
  public Requests requests() {
    return real.requests();
  }

  @Override
  public Runs runs() {
    return real.runs();
  }

  @Override
  public Gateways gateways() {
    return real.gateways();
  }

  @Override
  public Signals signals() {
    return real.signals();
  }

  @Override
  public Revisions revisions() {
    if (away) {
      throw new RegistryException("the registry is away");
    }
    return real.revisions();
  }

  @Override
  public void close() {
    real.close();
  }
}
