package dev.sluice.registry.deployment;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;

/**
 * One workflow built from one commit. Immutable, and the same in every environment it is used in.
 *
 * @param environment the one it was built for
 */
public record Deployment(
    DeploymentId id,
    EnvironmentName environment,
    Workflow workflow,
    Provenance provenance,
    Digest digest) {

  /** Where a deployment came from. */
  public record Provenance(CommitId commit, Instant builtAt) {}

  public CommitId commit() {
    return provenance.commit();
  }
}
