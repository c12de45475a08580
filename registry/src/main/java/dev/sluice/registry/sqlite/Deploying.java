package dev.sluice.registry.sqlite;

import dev.sluice.registry.audit.Change;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Brings a built commit in, within one transaction: all of it is there afterwards, or none. */
record Deploying(Handle transaction, Trail trail, BuiltCommit built) {

  /**
   * @throws IllegalArgumentException if the sync checks a pull request, or two builds have one
   *     trigger or one workflow id
   */
  DeployOutcome run() {
    requireDistinct("trigger", build -> build.workflow().trigger().value());
    requireDistinct("workflow id", build -> build.workflow().id().value());
    RunningSync sync = RunningSync.require(transaction, built.sync());
    sync.requireBranch();
    List<Deployment> deployments = built.builds().stream().map(build -> add(sync, build)).toList();
    new SyncedCommits(transaction, sync.environment()).built(built.commit());
    boolean goLive =
        SqliteEnvironments.require(transaction, sync.environment()).settings().goLiveOnSync();
    SyncStatus status = goLive ? SyncStatus.RELEASED : SyncStatus.BUILT;
    sync.end(status, Optional.of(commit()), List.of(), now());
    if (!goLive) {
      trail.add(
          transaction,
          Change.of("commit.build", sync.environment(), commit().value())
              .with("sync", sync.id().value()));
      return new DeployOutcome.Built(deployments);
    }
    return new DeployOutcome.Released(release(sync, deployments));
  }

  private void requireDistinct(String what, Function<Build, String> part) {
    Set<String> seen = new HashSet<>();
    for (Build build : built.builds()) {
      if (!seen.add(part.apply(build))) {
        throw new IllegalArgumentException(
            "commit " + commit() + " has two workflows of " + what + " " + part.apply(build));
      }
    }
  }

  private CommitId commit() {
    return built.commit().commit();
  }

  private Deployment add(RunningSync sync, Build build) {
    Deployment deployment =
        new Deployment(
            DeploymentId.next(trail.clock()),
            sync.environment(),
            build.workflow(),
            new Deployment.Provenance(commit(), now()),
            build.bundle().digest());
    new StoredDeployments(transaction).add(deployment, build.bundle());
    return deployment;
  }

  private Release release(RunningSync sync, List<Deployment> deployments) {
    String reason = "sync of " + commit().abbreviated();
    Release.Entry entry =
        new Release.Entry(now(), sync.id().value(), Action.SYNC, reason, Optional.empty());
    return new NextRelease(transaction, sync.environment())
        .ofCommit(entry, Optional.of(commit()), deployments);
  }

  private Instant now() {
    return Instant.ofEpochMilli(trail.clock().millis());
  }
}
