package dev.sluice.registry.sealing;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.key.KeyId;

/**
 * A key to be added.
 *
 * @param workflow needn't have been built yet
 * @param by whose API key adds it
 * @param activate whether it becomes the active one; a workflow's only key does in any case
 */
public record NewWorkflowKey(
    WorkflowId workflow, KeyMaterial material, KeyId by, boolean activate) {}
