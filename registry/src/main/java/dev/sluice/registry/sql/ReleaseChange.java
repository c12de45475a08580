package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** One change of what is live that someone asked for, within one transaction. */
record ReleaseChange(
    Handle transaction, EnvironmentName environment, ChangeRequest request, Instant now) {

  ReleaseOutcome rollback(int number) {
    Optional<Release> wanted = releases().find(number);
    if (wanted.isEmpty()) {
      return new ReleaseOutcome.Unknown();
    }
    if (Set.copyOf(live()).equals(Set.copyOf(wanted.get().deployments()))) {
      return new ReleaseOutcome.Unchanged();
    }
    Release.Entry entry = entry(Action.ROLLBACK, "rollback to release " + number);
    return new ReleaseOutcome.Released(
        next().exactly(entry, wanted.get().commit(), wanted.get().deployments()));
  }

  ReleaseOutcome makeLive(DeploymentId id) {
    Optional<Deployment> found = deployments().find(environment, id);
    if (found.isEmpty()) {
      return new ReleaseOutcome.Unknown();
    }
    Deployment wanted = found.get();
    if (live().contains(wanted)) {
      return new ReleaseOutcome.Unchanged();
    }
    Release.Entry entry =
        entry(
            Action.MAKE_LIVE,
            "%s of %s made live".formatted(wanted.workflow().id(), wanted.commit().abbreviated()));
    return new ReleaseOutcome.Released(next().with(entry, List.of(wanted)));
  }

  ReleaseOutcome makeCommitLive(DeploymentId id) {
    Optional<Deployment> found = deployments().find(environment, id);
    if (found.isEmpty()) {
      return new ReleaseOutcome.Unknown();
    }
    CommitId commit = found.get().commit();
    List<Deployment> whole = new CommitDeployments(transaction, environment).of(commit);
    if (live().contains(found.get()) && isLive(whole)) {
      return new ReleaseOutcome.Unchanged();
    }
    Release.Entry entry = entry(Action.MAKE_LIVE, commit.abbreviated() + " made live whole");
    new WithdrawnWorkflows(transaction, environment).bringBack(List.of(found.get()));
    return new ReleaseOutcome.Released(next().ofCommit(entry, Optional.of(commit), whole));
  }

  ReleaseOutcome deactivate(WorkflowId workflow) {
    if (!deployments().has(environment, workflow)) {
      return new ReleaseOutcome.Unknown();
    }
    Optional<Deployment> deployment = live(workflow);
    if (deployment.isEmpty()) {
      return new ReleaseOutcome.Unchanged();
    }
    Release.Entry entry = entry(Action.DEACTIVATE, workflow + " deactivated");
    new WithdrawnWorkflows(transaction, environment).deactivate(deployment.get());
    return new ReleaseOutcome.Released(next().without(entry, workflow));
  }

  ReleaseOutcome delete(WorkflowId workflow) {
    WithdrawnWorkflows withdrawn = new WithdrawnWorkflows(transaction, environment);
    if (!deployments().has(environment, workflow) || withdrawn.deleted().contains(workflow)) {
      return new ReleaseOutcome.Unknown();
    }
    withdrawn.delete(workflow);
    if (live(workflow).isEmpty()) {
      StoredRevisions.environmentChanged(transaction, environment);
      return new ReleaseOutcome.Unchanged();
    }
    Release.Entry entry = entry(Action.DELETE, workflow + " deleted");
    return new ReleaseOutcome.Released(next().without(entry, workflow));
  }

  ReleaseOutcome promote(EnvironmentName from, Optional<Integer> tested) {
    Optional<Release> source = new StoredReleases(transaction, from).live();
    if (source.isEmpty()) {
      return new ReleaseOutcome.Unknown();
    }
    if (tested.filter(number -> number != source.get().number()).isPresent()) {
      return new ReleaseOutcome.Conflict(source);
    }
    if (isLive(source.get().deployments())) {
      return new ReleaseOutcome.Unchanged();
    }
    Release.Entry entry =
        entry(
            Action.PROMOTION,
            "promotion of release %d of %s".formatted(source.get().number(), from));
    return new ReleaseOutcome.Released(
        next().ofCommit(entry, whole(source.get()), source.get().deployments()));
  }

  /** Whether all of these are live that nobody deactivated. */
  private boolean isLive(List<Deployment> deployments) {
    Set<WorkflowId> deactivated = new WithdrawnWorkflows(transaction, environment).deactivated();
    return deployments.stream()
        .filter(it -> !deactivated.contains(it.workflow().id()))
        .allMatch(live()::contains);
  }

  /** The commit that a release is of, if all that it is made of is there. */
  private Optional<CommitId> whole(Release release) {
    List<Deployment> there = release.deployments();
    return release
        .commit()
        .filter(commit ->
            there.stream()
                .map(Deployment::environment)
                .distinct()
                .map(builder -> new CommitDeployments(transaction, builder).of(commit))
                .anyMatch(all -> !all.isEmpty() && there.containsAll(all)));
  }

  private Release.Entry entry(Action action, String reason) {
    return new Release.Entry(now, request.by(), action, reason, request.note());
  }

  private List<Deployment> live() {
    return releases().live().map(Release::deployments).orElse(List.of());
  }

  private Optional<Deployment> live(WorkflowId workflow) {
    return live().stream().filter(it -> it.workflow().id().equals(workflow)).findFirst();
  }

  private StoredReleases releases() {
    return new StoredReleases(transaction, environment);
  }

  private StoredDeployments deployments() {
    return new StoredDeployments(transaction);
  }

  private NextRelease next() {
    return new NextRelease(transaction, environment);
  }
}
