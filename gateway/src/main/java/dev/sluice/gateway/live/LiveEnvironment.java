package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Trigger;
import java.util.Optional;

/**
 * All a run needs of an environment, as of one moment. Immutable.
 *
 * @param release empty if nothing was ever released
 */
public record LiveEnvironment(
    EnvironmentName name, Surroundings surroundings, Optional<LiveRelease> release) {

  /** What answers that trigger. */
  public Optional<LiveWorkflow> workflow(Trigger trigger) {
    return release.flatMap(it -> it.workflow(trigger));
  }
}
