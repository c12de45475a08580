package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Finding;
import dev.sluice.registry.sync.Finding.Difference;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Ends the check of a pull request, within one transaction. Nothing of it becomes live. */
record PullRequestChecks(Handle transaction, RunningSync sync, Clock clock) {

  /**
   * @throws IllegalArgumentException if the sync isn't such a check
   */
  void end(SyncEnding.Checked checked) {
    PullRequest request =
        sync.sync()
            .pullRequest()
            .orElseThrow(
                () -> new IllegalArgumentException(sync.id() + " doesn't check a pull request"));
    Map<WorkflowId, Deployment> live = live();
    Stream<Finding> there =
        checked.builds().stream().map(build -> finding(build, request, checked.commit(), live));
    List<Finding> findings = Stream.concat(there, removed(checked.builds(), live)).toList();
    transaction.execute(
        "UPDATE syncs SET findings = ? WHERE id = ?", Json.write(findings), sync.id().value());
    sync.end(SyncStatus.CHECKED, Optional.of(checked.commit()), List.of(), now());
  }

  private Map<WorkflowId, Deployment> live() {
    return new StoredReleases(transaction, sync.environment())
        .live().map(Release::deployments).orElse(List.of()).stream()
            .collect(Collectors.toMap(it -> it.workflow().id(), Function.identity()));
  }

  private Finding finding(
      Build build, PullRequest request, CommitId commit, Map<WorkflowId, Deployment> live) {
    Optional<Deployment> old = Optional.ofNullable(live.get(build.workflow().id()));
    long bytes = build.bundle().code().getBytes(StandardCharsets.UTF_8).length;
    return new Finding(
        build.workflow(),
        difference(build, old),
        new Finding.Sizes(Optional.of(bytes), old.map(this::bytes)),
        isOwn(request, commit) ? Optional.of(keep(build, request, commit)) : Optional.empty());
  }

  /**
   * Whose commit it is, the host said of the one it told of: another may be a fork's, as where
   * several repositories' webhooks share a secret and have pull requests of the same number.
   */
  private static boolean isOwn(PullRequest request, CommitId commit) {
    return !request.fork() && request.isAt(commit);
  }

  private static Difference difference(Build build, Optional<Deployment> old) {
    if (old.isEmpty()) {
      return Difference.ADDED;
    }
    boolean same = old.get().digest().equals(build.bundle().digest());
    return same ? Difference.SAME : Difference.CHANGED;
  }

  private Stream<Finding> removed(List<Build> builds, Map<WorkflowId, Deployment> live) {
    return live.values().stream()
        .filter(
            old -> builds.stream().noneMatch(it -> it.workflow().id().equals(old.workflow().id())))
        .map(old ->
            new Finding(
                old.workflow(),
                Difference.REMOVED,
                new Finding.Sizes(Optional.empty(), Optional.of(bytes(old))),
                Optional.empty()));
  }

  private long bytes(Deployment deployment) {
    return transaction
        .createQuery("SELECT octet_length(code) FROM bundles WHERE digest = :digest")
        .bind("digest", deployment.digest().value())
        .mapTo(Long.class)
        .one();
  }

  /** Code of a fork's never gets here. */
  private DeploymentId keep(Build build, PullRequest request, CommitId commit) {
    Deployment deployment =
        new Deployment(
            DeploymentId.next(clock),
            sync.environment(),
            build.workflow(),
            new Deployment.Provenance(commit, now()),
            build.bundle().digest());
    new StoredPreviews(transaction).add(deployment, build.bundle(), request.number());
    return deployment.id();
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
