package dev.sluice.gateway;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A real registry whose revisions can't be read once, in the worst way.
 *
 * @param next what is thrown next
 * @param thrown reached zero once it was
 */
record FlakyRegistry(Registry real, AtomicReference<@Nullable Error> next, CountDownLatch thrown)
    implements Registry {

  FlakyRegistry(Registry real) {
    this(real, new AtomicReference<>(), new CountDownLatch(1));
  }

  @Override
  public Revisions revisions() {
    Error error = next.getAndSet(null);
    if (error != null) {
      thrown.countDown();
      throw error;
    }
    return real.revisions();
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
  public void close() {
    real.close();
  }
}
