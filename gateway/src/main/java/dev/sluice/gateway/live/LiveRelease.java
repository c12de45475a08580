package dev.sluice.gateway.live;

import dev.sluice.runtime.Trigger;
import java.util.Map;
import java.util.Optional;

/** A release with everything in it compiled. Immutable. */
record LiveRelease(int number, Map<Trigger, LiveWorkflow> workflows) {
  LiveRelease {
    workflows = Map.copyOf(workflows);
  }

  /** What answers that trigger. */
  Optional<LiveWorkflow> workflow(Trigger trigger) {
    return Optional.ofNullable(workflows.get(trigger));
  }
}
