package dev.sluice.syncworker;

import dev.sluice.registry.DamagedException;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.BuiltBefore;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.syncworker.fetch.Inputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the workflows of a commit that needn't be built, since everything they were built from is
 * as it was: each file that was asked for, there or not, and the builder. Thread-safe.
 *
 * @param builder names the builder, as {@link Inputs#builder} does
 */
record EarlierBuilds(Deployments deployments, String builder) {
  private static final Logger log = LoggerFactory.getLogger(EarlierBuilds.class);

  /** Of the files at these paths; the newest build of each that is good. */
  List<Kept> of(List<String> paths, Attempt attempt) {
    List<Kept> kept = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (BuiltBefore before : deployments.builtBefore(attempt.environment().name(), paths)) {
      String path = before.deployment().workflow().file();
      if (!found.contains(path)) {
        kept(before, attempt)
            .ifPresent(it -> {
              found.add(path);
              kept.add(it);
            });
      }
    }
    return kept;
  }

  private Optional<Kept> kept(BuiltBefore before, Attempt attempt) {
    return Inputs.parse(before.inputs())
        .filter(inputs -> inputs.builder().equals(builder) && inputs.sameIn(attempt.tree()))
        .flatMap(inputs ->
            bundle(before.deployment())
                .map(bundle -> new Build(before.deployment().workflow(), bundle, before.inputs()))
                .map(build -> new Kept(before.deployment().id(), build, inputs)));
  }

  /** One that was damaged is built anew, which mends it. */
  private Optional<Bundle> bundle(Deployment deployment) {
    try {
      return deployments.bundle(deployment.id());
    } catch (DamagedException e) {
      log.warn("{} can't be kept and is built anew", deployment.id(), e);
      return Optional.empty();
    }
  }
}
