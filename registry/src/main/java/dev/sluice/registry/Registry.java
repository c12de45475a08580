package dev.sluice.registry;

import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.sealing.WorkflowKeys;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.variable.Variables;

/**
 * What exists and what is live. Every method that changes something has committed it durably when
 * it returns. Instants are kept to the millisecond. Thread-safe. Any method may throw {@link
 * RegistryException} while the store is away.
 */
public interface Registry extends AutoCloseable {
  Environments environments();

  Syncs syncs();

  Deployments deployments();

  Releases releases();

  Variables variables();

  WorkflowKeys workflowKeys();

  Keys keys();

  Runs runs();

  /** Where changes committed by this process are announced. */
  Signals signals();

  /** What has changed since last asked, by any process. */
  Revisions revisions();

  @Override
  void close();
}
