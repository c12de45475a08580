package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.syncworker.fetch.Inputs;

/**
 * A workflow of a commit that was built before, from the very same, and needn't be built again.
 *
 * @param inputs what it was built from
 */
record Kept(DeploymentId id, Build build, Inputs inputs) {}
