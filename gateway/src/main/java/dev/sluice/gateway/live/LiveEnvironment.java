package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Recording;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Trigger;
import java.util.Optional;

/**
 * All a run needs of an environment, as of one moment. Immutable.
 *
 * @param limits of each of its runs
 * @param recording which of its runs are remembered
 * @param release empty if nothing was ever released
 */
public record LiveEnvironment(
    EnvironmentName name,
    Surroundings surroundings,
    RunLimits limits,
    Recording recording,
    Safeguards safeguards,
    Optional<LiveRelease> release) {

  /** The same with another release. */
  LiveEnvironment with(Optional<LiveRelease> next) {
    return new LiveEnvironment(name, surroundings, limits, recording, safeguards, next);
  }

  /** The same with other safeguards. */
  LiveEnvironment with(Safeguards next) {
    return new LiveEnvironment(name, surroundings, limits, recording, next, release);
  }

  /** The number of the release; 0 if there's none. */
  public int releaseNumber() {
    return release.map(LiveRelease::number).orElse(0);
  }

  /** What answers that trigger. */
  public Optional<LiveWorkflow> workflow(Trigger trigger) {
    return release.flatMap(it -> it.workflow(trigger));
  }
}
