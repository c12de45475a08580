package dev.sluice.registry.release;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One workflow's part in the difference between two releases.
 *
 * @param before what ran; empty if the workflow wasn't live
 * @param after what runs; empty if it isn't live any more
 */
public record Change(
    WorkflowId workflow, Optional<DeploymentId> before, Optional<DeploymentId> after) {

  /** What is different, by workflow; empty if both hold the same deployments. */
  public static List<Change> between(List<Deployment> before, List<Deployment> after) {
    Map<WorkflowId, DeploymentId> old = byWorkflow(before);
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<WorkflowId, DeploymentId> now : byWorkflow(after).entrySet()) {
      Optional<DeploymentId> was = Optional.ofNullable(old.remove(now.getKey()));
      if (!was.equals(Optional.of(now.getValue()))) {
        changes.add(new Change(now.getKey(), was, Optional.of(now.getValue())));
      }
    }
    old.forEach(
        (workflow, was) -> changes.add(new Change(workflow, Optional.of(was), Optional.empty())));
    return List.copyOf(changes);
  }

  private static Map<WorkflowId, DeploymentId> byWorkflow(List<Deployment> deployments) {
    Map<WorkflowId, DeploymentId> byWorkflow = new LinkedHashMap<>();
    deployments.forEach(it -> byWorkflow.put(it.workflow().id(), it.id()));
    return byWorkflow;
  }
}
