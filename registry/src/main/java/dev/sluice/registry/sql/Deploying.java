package dev.sluice.registry.sql;

import dev.sluice.registry.audit.Change;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Brings a built commit in, within one transaction: all of it is there afterwards, or none. */
record Deploying(Handle transaction, Trail trail, BuiltCommit built) {

  /** As {@code Releases.deploy} tells. */
  DeployOutcome run() {
    RunningSync sync = RunningSync.require(transaction, built.sync());
    sync.requireBranch();
    List<Deployment> kept = built.kept().stream().map(id -> kept(sync, id)).toList();
    requireDistinct("trigger", kept, workflow -> workflow.trigger().value());
    requireDistinct("workflow id", kept, workflow -> workflow.id().value());
    List<Deployment> deployments = new ArrayList<>(kept);
    built.builds().forEach(build -> deployments.add(add(sync, build)));
    new CommitDeployments(transaction, sync.environment()).put(commit(), deployments);
    new SyncedCommits(transaction, sync.environment()).built(built.commit());
    boolean goLive =
        SqlEnvironments.require(transaction, sync.environment()).settings().goLiveOnSync();
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

  private Deployment kept(RunningSync sync, DeploymentId id) {
    return new StoredDeployments(transaction)
        .find(sync.environment(), id)
        .filter(it -> it.environment().equals(sync.environment()))
        .orElseThrow(
            () -> new IllegalArgumentException(id + " wasn't built for " + sync.environment()));
  }

  private void requireDistinct(
      String what, List<Deployment> kept, Function<Workflow, String> part) {
    Set<String> seen = new HashSet<>();
    Stream.concat(
            kept.stream().map(Deployment::workflow), built.builds().stream().map(Build::workflow))
        .map(part)
        .filter(value -> !seen.add(value))
        .findFirst()
        .ifPresent(value -> {
          throw new IllegalArgumentException(
              "commit " + commit() + " has two workflows of " + what + " " + value);
        });
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
    new StoredDeployments(transaction).add(deployment, build.bundle(), sync.id());
    new BuildInputs(transaction, sync.environment()).add(deployment, build.inputs());
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
