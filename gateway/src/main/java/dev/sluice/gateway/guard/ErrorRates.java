package dev.sluice.gateway.guard;

import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.runtime.Outcome;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often the live releases of environments with a safety net fail, in this process. Counting is
 * on the path that logins wait on: a look-up and two additions. Thread-safe.
 */
public final class ErrorRates {
  /** Failures that are ours. */
  private static final Set<String> NOT_THE_WORKFLOWS = Set.of("internal_error", "engine_failure");

  private final InstantSource clock;
  private final Map<EnvironmentName, ErrorWindow> windows = new ConcurrentHashMap<>();

  public ErrorRates(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts a run, if it was one of the release that is live and the environment has a net.
   *
   * @param environment as it was when the run began
   */
  public void ran(LiveEnvironment environment, LiveWorkflow workflow, Outcome outcome) {
    Optional<SafetyNet> net = environment.safeguards().net();
    if (net.isPresent()
        && !workflow.isPreview()
        && workflow.release() == environment.releaseNumber()) {
      ErrorWindow window = window(environment.name(), workflow.release(), net.get());
      if (window.isOf(workflow.release(), net.get())) {
        window.count(isItsFault(outcome), clock.instant());
      }
    }
  }

  private static boolean isItsFault(Outcome outcome) {
    return outcome.status() == Outcome.Status.FAILED
        && outcome.error().filter(it -> NOT_THE_WORKFLOWS.contains(it.code())).isEmpty();
  }

  /** The window of the newest release known; a run that ends late finds one that isn't its own. */
  private ErrorWindow window(EnvironmentName environment, int release, SafetyNet net) {
    ErrorWindow present = windows.get(environment);
    return present != null && (present.release() > release || present.isOf(release, net))
        ? present
        : windows.merge(
            environment,
            new ErrorWindow(release, net),
            (before, next) ->
                before.release() > release || before.isOf(release, net) ? before : next);
  }

  /** What the environment's live release has come to. */
  ErrorWindow.Tally tally(LiveEnvironment environment, SafetyNet net) {
    ErrorWindow window = windows.get(environment.name());
    return window != null && window.isOf(environment.releaseNumber(), net)
        ? window.tally(clock.instant())
        : new ErrorWindow.Tally(0, 0);
  }

  /** Forgets an environment that has no net any more. */
  void forget(EnvironmentName environment) {
    windows.remove(environment);
  }
}
