package dev.sluice.registry.sealing;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.key.KeyId;
import java.time.Instant;

/**
 * What is known of a workflow's key; not its value.
 *
 * @param active whether it seals; at most one of a workflow does
 * @param createdBy whose API key added it
 */
public record WorkflowKey(
    WorkflowKeyId id, WorkflowId workflow, boolean active, Instant createdAt, KeyId createdBy) {

  /** The same, active or not. */
  public WorkflowKey with(boolean active) {
    return new WorkflowKey(id, workflow, active, createdAt, createdBy);
  }
}
