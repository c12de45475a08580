package dev.sluice.gateway.record;

import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.UserId;
import dev.sluice.runtime.Outcome;

/** A run that has ended. */
public record Ended(RunId id, Occasion occasion, LiveWorkflow workflow, Outcome outcome) {
  /** Whether it is always worth remembering. */
  boolean isEventful() {
    return outcome.status() != Outcome.Status.COMPLETED || outcome.trace().hasWarnings();
  }

  /** How many lines it logged. */
  int logLines() {
    return outcome.trace().log().size();
  }

  boolean isOf(EnvironmentName environment, UserId user) {
    return occasion.environment().equals(environment)
        && occasion.user().filter(user::equals).isPresent();
  }
}
