package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What is to be live next in an environment, within one transaction. */
record NextRelease(Handle transaction, EnvironmentName environment) {
  /**
   * A commit's deployments but those of deactivated workflows; beside them, what is live of
   * workflows the commit doesn't have.
   */
  Release ofCommit(Release.Entry entry, Optional<CommitId> commit, List<Deployment> deployments) {
    Set<WorkflowId> deactivated = withdrawn().deactivated();
    List<Deployment> going =
        deployments.stream().filter(it -> !deactivated.contains(it.workflow().id())).toList();
    withdrawn().bringBack(going);
    return releases().append(entry, commit, beside(going));
  }

  /** These, and beside them what is live and in nobody's way. */
  Release with(Release.Entry entry, List<Deployment> deployments) {
    withdrawn().bringBack(deployments);
    return releases().append(entry, Optional.empty(), beside(deployments));
  }

  /** These and no others. */
  Release exactly(Release.Entry entry, Optional<CommitId> commit, List<Deployment> deployments) {
    withdrawn().bringBack(deployments);
    return releases().append(entry, commit, deployments);
  }

  /** What is live but for that workflow. */
  Release without(Release.Entry entry, WorkflowId workflow) {
    List<Deployment> others =
        live().stream().filter(it -> !it.workflow().id().equals(workflow)).toList();
    return releases().append(entry, Optional.empty(), others);
  }

  /** Removing a workflow's file doesn't stop it, unless another takes its trigger. */
  private List<Deployment> beside(List<Deployment> going) {
    Set<WorkflowId> workflows =
        going.stream().map(it -> it.workflow().id()).collect(Collectors.toSet());
    Set<TriggerName> triggers =
        going.stream().map(it -> it.workflow().trigger()).collect(Collectors.toSet());
    List<Deployment> members = new ArrayList<>(going);
    live().stream()
        .filter(old -> !workflows.contains(old.workflow().id()))
        .filter(old -> !triggers.contains(old.workflow().trigger()))
        .forEach(members::add);
    return members;
  }

  private List<Deployment> live() {
    return releases().live().map(Release::deployments).orElse(List.of());
  }

  private StoredReleases releases() {
    return new StoredReleases(transaction, environment);
  }

  private WithdrawnWorkflows withdrawn() {
    return new WithdrawnWorkflows(transaction, environment);
  }
}
