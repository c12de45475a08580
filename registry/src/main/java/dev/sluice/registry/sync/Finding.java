package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Workflow;
import java.util.Optional;

/**
 * What a check found of one workflow, compared to what was live then.
 *
 * @param preview what it was built into, if that is kept
 */
public record Finding(
    Workflow workflow, Difference difference, Sizes sizes, Optional<DeploymentId> preview) {

  /** How it differs from what is live. */
  public enum Difference {
    ADDED,
    CHANGED,
    SAME,
    /** It is live, and the pull request has it no longer. */
    REMOVED
  }

  /** How many bytes the bundles have: the one checked, and the one that is live. */
  public record Sizes(Optional<Long> checked, Optional<Long> live) {}
}
