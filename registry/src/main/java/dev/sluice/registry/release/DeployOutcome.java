package dev.sluice.registry.release;

import dev.sluice.registry.deployment.Deployment;
import java.util.List;

/** What became of a built commit. */
public sealed interface DeployOutcome {
  /** It is live. */
  record Released(Release release) implements DeployOutcome {}

  /** It waits to be made live, as the environment's setting asks. */
  record Built(List<Deployment> deployments) implements DeployOutcome {
    public Built {
      deployments = List.copyOf(deployments);
    }
  }
}
