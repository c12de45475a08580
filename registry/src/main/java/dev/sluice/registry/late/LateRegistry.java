package dev.sluice.registry.late;

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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A registry whose parts can be handed out before it is there: each call finds the real one, or
 * throws what that throws. Owns nothing.
 */
final class LateRegistry implements Registry {
  private final Supplier<Registry> real;
  private final Signals signals;

  /**
   * @param real throws {@code RegistryException} until it is there
   * @param signals of whoever opens it, since listeners come first
   */
  LateRegistry(Supplier<Registry> real, Signals signals) {
    this.real = real;
    this.signals = signals;
  }

  private <T> T late(Class<T> part, Function<Registry, T> of) {
    return part.cast(
        Proxy.newProxyInstance(
            part.getClassLoader(),
            new Class<?>[] {part},
            (_, method, arguments) -> call(of.apply(real.get()), method, arguments)));
  }

  private static @Nullable Object call(Object part, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(part, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  @Override
  public Registry as(Actor actor) {
    return new LateRegistry(() -> real.get().as(actor), signals);
  }

  @Override
  public Registry expecting(EnvironmentName environment, Expectation expectation) {
    return new LateRegistry(() -> real.get().expecting(environment, expectation), signals);
  }

  @Override
  public Environments environments() {
    return late(Environments.class, Registry::environments);
  }

  @Override
  public Syncs syncs() {
    return late(Syncs.class, Registry::syncs);
  }

  @Override
  public ConnectionTests connectionTests() {
    return late(ConnectionTests.class, Registry::connectionTests);
  }

  @Override
  public Notices notices() {
    return late(Notices.class, Registry::notices);
  }

  @Override
  public Deployments deployments() {
    return late(Deployments.class, Registry::deployments);
  }

  @Override
  public Releases releases() {
    return late(Releases.class, Registry::releases);
  }

  @Override
  public Variables variables() {
    return late(Variables.class, Registry::variables);
  }

  @Override
  public WorkflowKeys workflowKeys() {
    return late(WorkflowKeys.class, Registry::workflowKeys);
  }

  @Override
  public Keys keys() {
    return late(Keys.class, Registry::keys);
  }

  @Override
  public Runs runs() {
    return late(Runs.class, Registry::runs);
  }

  @Override
  public Audit audit() {
    return late(Audit.class, Registry::audit);
  }

  @Override
  public Requests requests() {
    return late(Requests.class, Registry::requests);
  }

  @Override
  public Gateways gateways() {
    return late(Gateways.class, Registry::gateways);
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public Revisions revisions() {
    return real.get().revisions();
  }

  @Override
  public boolean isKeyOutdated() {
    return real.get().isKeyOutdated();
  }

  @Override
  public void close() {
    // Whoever opens it closes it.
  }
}
