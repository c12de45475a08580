package dev.sluice.gateway.trigger;

import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.registry.key.KeyId;
import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.trace.Span;
import java.util.Optional;

/**
 * What a call wants run, as it was live when the call came.
 *
 * @param caller whose call it is
 * @param preview what is to run in place of what is live
 * @param span what the call is followed by
 */
record Target(
    KeyId caller,
    LiveEnvironment environment,
    Trigger trigger,
    Optional<LiveWorkflow> preview,
    Span span) {

  /** The same with something else to run. */
  Target with(Optional<LiveWorkflow> other) {
    return new Target(caller, environment, trigger, other, span);
  }

  /** The same, followed by that. */
  Target under(Span following) {
    return new Target(caller, environment, trigger, preview, following);
  }

  /** What is to run; empty if nothing answers the trigger. */
  Optional<LiveWorkflow> workflow() {
    return preview.or(() -> environment.workflow(trigger));
  }
}
