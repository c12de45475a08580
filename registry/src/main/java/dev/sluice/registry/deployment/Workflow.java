package dev.sluice.registry.deployment;

/**
 * A workflow as its author wrote it in one commit.
 *
 * @param file its path from the repository's root, e.g. {@code
 *     kindeSrc/environment/workflows/addClaims/Workflow.ts}
 */
public record Workflow(WorkflowId id, TriggerName trigger, String file) {}
