package dev.sluice.syncworker;

import dev.sluice.registry.DamagedException;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.BuiltBefore;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.syncworker.fetch.Inputs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * What is known of a commit's workflows from before.
   *
   * @param kept those that needn't be built; the newest build of each that is good
   * @param likely the paths that the others were built from the last time
   */
  record Found(List<Kept> kept, Set<String> likely) {}

  /** Of the files at these paths. */
  Found of(List<String> paths, Attempt attempt) {
    Map<String, Kept> kept = new LinkedHashMap<>();
    Map<String, Set<String>> likely = new HashMap<>();
    for (BuiltBefore before : deployments.builtBefore(attempt.environment().name(), paths)) {
      String path = before.deployment().workflow().file();
      if (!kept.containsKey(path)) {
        Optional<Inputs> inputs = inputs(before);
        inputs.ifPresent(it -> likely.putIfAbsent(path, it.files().keySet()));
        inputs.flatMap(it -> kept(before, it, attempt)).ifPresent(it -> kept.put(path, it));
      }
    }
    likely.keySet().removeAll(kept.keySet());
    Set<String> all = new TreeSet<>();
    likely.values().forEach(all::addAll);
    return new Found(List.copyOf(kept.values()), all);
  }

  private Optional<Inputs> inputs(BuiltBefore before) {
    return Inputs.parse(before.inputs()).filter(it -> it.builder().equals(builder));
  }

  private Optional<Kept> kept(BuiltBefore before, Inputs inputs, Attempt attempt) {
    return inputs.sameIn(attempt.tree())
        ? bundle(before.deployment())
            .map(bundle -> new Build(before.deployment().workflow(), bundle, before.inputs()))
            .map(build -> new Kept(before.deployment().id(), build, inputs))
        : Optional.empty();
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
