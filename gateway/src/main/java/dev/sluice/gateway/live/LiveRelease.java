package dev.sluice.gateway.live;

import dev.sluice.runtime.Trigger;
import java.util.Map;
import java.util.Optional;

/** A release with all that its runs need. Immutable, but for which of its programs are at rest. */
record LiveRelease(int number, Map<Trigger, LiveWorkflow> workflows) {
  LiveRelease {
    workflows = Map.copyOf(workflows);
  }

  /** What answers that trigger. */
  Optional<LiveWorkflow> workflow(Trigger trigger) {
    return Optional.ofNullable(workflows.get(trigger));
  }

  /** Lets go of the programs that nobody has wanted since this was called before. */
  void rest() {
    workflows.values().forEach(it -> it.program().restUnlessWanted());
  }
}
