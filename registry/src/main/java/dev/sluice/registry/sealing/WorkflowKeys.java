package dev.sluice.registry.sealing;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of each environment's workflows, at most one of each workflow active. Values are
 * encrypted at rest. They belong to a workflow's id and not to what was built of it: no sync,
 * rollback or deletion of a workflow touches them.
 */
public interface WorkflowKeys {
  /** How many a workflow may have. */
  int MOST = 20;

  /** How many all workflows of an environment may have, those that aren't built included. */
  int MOST_OF_ALL = 2000;

  /**
   * Adds a key. It is active if so asked, which makes the one before inactive, or if the workflow
   * has no other.
   *
   * @return empty if the workflow has {@link #MOST} already
   * @throws IllegalArgumentException if there's no such environment
   * @throws dev.sluice.registry.FullException if all together have {@link #MOST_OF_ALL} already
   */
  Optional<WorkflowKey> add(EnvironmentName environment, NewWorkflowKey key);

  /** All of a workflow's, newest first. */
  List<WorkflowKey> list(EnvironmentName environment, WorkflowId workflow);

  /** What seals for each workflow that has an active key. */
  Map<WorkflowId, KeyMaterial> active(EnvironmentName environment);

  /** Makes it the one active key; empty if there's no such key. */
  Optional<WorkflowKey> activate(
      EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key);

  /** Makes it inactive, which leaves the workflow without an active one; empty as above. */
  Optional<WorkflowKey> deactivate(
      EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key);

  /** Deletes it, unless it is active. */
  Deletion delete(EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key);
}
