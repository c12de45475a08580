package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.release.Action;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Brings deleted workflows of a known commit back, within one transaction. */
record Restoring(Handle transaction, Claim claim, CommitId commit, Instant now) {
  Optional<Release> run() {
    RunningSync sync = RunningSync.require(transaction, claim);
    sync.requireBranch();
    List<Deployment> deleted = deleted(sync);
    if (deleted.isEmpty()) {
      return Optional.empty();
    }
    sync.end(SyncStatus.RELEASED, Optional.of(commit), List.of(), now);
    return Optional.of(
        new NextRelease(transaction, sync.environment()).with(entry(deleted), deleted));
  }

  private List<Deployment> deleted(RunningSync sync) {
    Set<WorkflowId> deleted = new WithdrawnWorkflows(transaction, sync.environment()).deleted();
    return new SyncedCommits(transaction, sync.environment())
            .builtAs(commit)
            .map(built -> new CommitDeployments(transaction, sync.environment()).of(built))
            .orElse(List.of())
            .stream()
            .filter(it -> deleted.contains(it.workflow().id()))
            .toList();
  }

  private Release.Entry entry(List<Deployment> deployments) {
    String names =
        deployments.stream()
            .map(it -> it.workflow().id().value())
            .sorted()
            .collect(Collectors.joining(", "));
    return new Release.Entry(
        now, claim.sync().value(), Action.SYNC, "sync brought %s back".formatted(names), Optional.empty());
  }
}
