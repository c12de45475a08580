package dev.sluice.registry;

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
 * What exists and what is live. Every method that changes something has committed it durably when
 * it returns. Instants are kept to the millisecond. Thread-safe. Any method may throw {@link
 * RegistryException} while the store is away.
 */
public interface Registry extends AutoCloseable {
  /**
   * The same registry, acting for someone: what is changed through it, the audit log says, was
   * their doing. It isn't another one to close.
   */
  Registry as(Actor actor);

  /**
   * The same registry, whose changes aren't made unless the environment is then as expected: that
   * is looked at in the very transaction of each change. It isn't another one to close.
   *
   * @return one whose methods that change something throw {@link UnexpectedException} otherwise
   */
  Registry expecting(EnvironmentName environment, Expectation expectation);

  Environments environments();

  Syncs syncs();

  ConnectionTests connectionTests();

  Notices notices();

  Deployments deployments();

  Releases releases();

  Variables variables();

  WorkflowKeys workflowKeys();

  Keys keys();

  Runs runs();

  Audit audit();

  Requests requests();

  Gateways gateways();

  /** Where changes committed by this process are announced, and by others if it hears of them. */
  Signals signals();

  /** What has changed since last asked, by any process. */
  Revisions revisions();

  /**
   * Whether the master key was rotated to one that this process doesn't have: nothing can be
   * changed through it then, but what isn't sealed is read, and runs are recorded.
   */
  boolean isKeyOutdated();

  @Override
  void close();
}
