package dev.sluice.registry.release;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.SyncedCommit;
import java.util.List;

/**
 * A commit whose every workflow was built and checked, by a sync that still runs.
 *
 * @param sync the worker's right to it
 * @param builds what was built from it
 * @param kept what earlier commits built, for the same environment, and this one leaves as it is
 */
public record BuiltCommit(
    Claim sync, SyncedCommit commit, List<Build> builds, List<DeploymentId> kept) {
  public BuiltCommit {
    builds = List.copyOf(builds);
    kept = List.copyOf(kept);
  }

  /** One that leaves nothing as it was. */
  public BuiltCommit(Claim sync, SyncedCommit commit, List<Build> builds) {
    this(sync, commit, builds, List.of());
  }
}
