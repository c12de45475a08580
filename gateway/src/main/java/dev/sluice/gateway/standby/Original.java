package dev.sluice.gateway.standby;

import dev.sluice.gateway.live.EnvironmentReader;
import dev.sluice.gateway.live.EnvironmentState;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What is kept, where it comes from: the registry, but for releases that this process doesn't
 * serve.
 *
 * @param served the number of the release that is served of an environment; 0 for none
 */
record Original(Registry registry, ToIntFunction<EnvironmentName> served) {
  List<HashedKey> keys() {
    return registry.keys().hashed();
  }

  Optional<EnvironmentState> state(EnvironmentName name) {
    return new EnvironmentReader(registry).state(name);
  }

  /** What is live in it. */
  Optional<Release> live(EnvironmentName name) {
    return new EnvironmentReader(registry).live(name);
  }

  /** Whether that is served here too: what can't be loaded isn't worth keeping. */
  boolean isServed(EnvironmentName name, Optional<Release> live) {
    return served.applyAsInt(name) == live.map(Release::number).orElse(0);
  }

  Optional<Bundle> bundle(Deployment deployment) {
    return registry.deployments().bundle(deployment.id());
  }
}
