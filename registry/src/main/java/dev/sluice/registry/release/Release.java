package dev.sluice.registry.release;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is live in an environment from one moment on.
 *
 * @param number counted from 1 in each environment
 * @param deployments one per trigger
 */
public record Release(
    EnvironmentName environment, int number, Entry entry, List<Deployment> deployments) {
  public Release {
    deployments = List.copyOf(deployments);
  }

  /**
   * What the history says of a release.
   *
   * @param by who made it: a sync's or a key's id
   * @param reason in words, e.g. {@code rollback to release 3}
   * @param commit the one it brought live whole; empty if it mixes commits by hand
   */
  public record Entry(Instant at, String by, String reason, Optional<CommitId> commit) {}

  /** What answers that trigger. */
  public Optional<Deployment> deployment(TriggerName trigger) {
    return deployments.stream()
        .filter(deployment -> deployment.workflow().trigger().equals(trigger))
        .findFirst();
  }
}
