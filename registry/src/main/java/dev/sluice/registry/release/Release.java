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
 * @param commit the one it brought live whole; empty if it mixes commits by hand
 * @param deployments one per trigger
 * @param changes the difference to the release before
 */
public record Release(
    EnvironmentName environment,
    int number,
    Entry entry,
    Optional<CommitId> commit,
    List<Deployment> deployments,
    List<Change> changes) {
  public Release {
    deployments = List.copyOf(deployments);
    changes = List.copyOf(changes);
  }

  /**
   * What the history says of a release.
   *
   * @param by who made it: a sync's or a key's id
   * @param reason in words, e.g. {@code rollback to release 3}
   * @param note why, in the words of who made it
   */
  public record Entry(Instant at, String by, Action action, String reason, Optional<String> note) {}

  /** What answers that trigger. */
  public Optional<Deployment> deployment(TriggerName trigger) {
    return deployments.stream()
        .filter(deployment -> deployment.workflow().trigger().equals(trigger))
        .findFirst();
  }
}
