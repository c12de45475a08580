package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments;
import java.util.Optional;

/** Where the content of deployments comes from: the registry, or what was kept of it. */
@FunctionalInterface
public interface Bundles {
  /**
   * What it was built into; empty if that is gone.
   *
   * @throws dev.sluice.registry.RegistryException if it can't be read, or isn't what was built
   */
  Optional<Bundle> of(Deployment deployment);

  /** Those of the registry. */
  static Bundles of(Deployments deployments) {
    return deployment -> deployments.bundle(deployment.id());
  }
}
