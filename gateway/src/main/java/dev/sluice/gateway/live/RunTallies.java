package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The series that count runs: one for each deployment and status, and a histogram for each trigger
 * of an environment. There are as many as there are deployments that run: those that aren't live
 * any more, and that nobody has run for a while, are {@link #sweep let go of}, and past a bound the
 * deployments that come share one series. Thread-safe.
 */
public final class RunTallies {
  /** What stands for a workflow or a deployment where there is none. */
  static final String NONE = "none";

  /** What stands for those there's no room for. */
  static final String OTHER = "other";

  /** So many deployments have series of their own: every trigger of a thousand environments. */
  private static final int MOST = 10_000;

  private static final Duration[] BUCKETS =
      Arrays.stream(
              new long[] {
                250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
                1_000_000, 2_500_000, 5_000_000
              })
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final int most;
  private final Map<Run, RunTally> tallies = new ConcurrentHashMap<>();
  private final Map<Place, Timer> timers = new ConcurrentHashMap<>();

  private record Run(EnvironmentName environment, DeploymentId deployment) {}

  private record Place(EnvironmentName environment, String trigger) {}

  public RunTallies(MeterRegistry meters) {
    this(meters, MOST);
  }

  RunTallies(MeterRegistry meters, int most) {
    this.meters = meters;
    this.most = most;
  }

  /** What counts the runs of that workflow in that environment. */
  public RunTally of(EnvironmentName environment, LiveWorkflow workflow) {
    return workflow.tally(() -> find(environment, workflow.deployment()));
  }

  /** Counts a call for which nothing ran. */
  public void withoutRun(EnvironmentName environment, Trigger trigger, String status) {
    counter(environment, trigger.id(), NONE, NONE, status).increment();
  }

  private RunTally find(EnvironmentName environment, Deployment deployment) {
    Run run = new Run(environment, deployment.id());
    RunTally known = tallies.get(run);
    if (known != null) {
      return known;
    }
    // Not counted exactly: a few too many do no harm.
    return tallies.size() < most
        ? tallies.computeIfAbsent(
            run,
            it ->
                tally(
                    environment,
                    deployment,
                    deployment.workflow().id().value(),
                    it.deployment().value()))
        : tally(environment, deployment, OTHER, OTHER);
  }

  private RunTally tally(
      EnvironmentName environment, Deployment deployment, String workflow, String id) {
    String trigger = deployment.workflow().trigger().value();
    Map<Outcome.Status, Counter> runs = new EnumMap<>(Outcome.Status.class);
    for (Outcome.Status status : Outcome.Status.values()) {
      String name = status.name().toLowerCase(Locale.ROOT);
      runs.put(status, counter(environment, trigger, workflow, id, name));
    }
    return new RunTally(runs, timers.computeIfAbsent(new Place(environment, trigger), this::timer));
  }

  private Counter counter(
      EnvironmentName environment, String trigger, String workflow, String id, String status) {
    return Counter.builder("sluice.runs")
        .description("Calls of the run API that were answered, by how their runs ended")
        .tags(
            Tags.of(
                "environment",
                environment.value(),
                "trigger",
                trigger,
                "workflow",
                workflow,
                "deployment",
                id,
                "status",
                status))
        .register(meters);
  }

  private Timer timer(Place place) {
    return Timer.builder("sluice.run.duration")
        .description("How long runs took, without what came before and after them")
        .tag("environment", place.environment().value())
        .tag("trigger", place.trigger())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /**
   * Lets go of the series of deployments that aren't live, and of which no run has ended since this
   * was called before. For one thread.
   */
  public void sweep(List<LiveEnvironment> live) {
    Set<Run> stay = new HashSet<>();
    for (LiveEnvironment environment : live) {
      environment
          .release()
          .ifPresent(release ->
              release
                  .workflows()
                  .values()
                  .forEach(it -> stay.add(new Run(environment.name(), it.deployment().id()))));
    }
    tallies.forEach((run, tally) -> {
      // Asked in any case: what was live until now counts as run just now.
      boolean idle = tally.isIdle();
      if (idle && !stay.contains(run)) {
        forget(run, tally);
      }
    });
  }

  private void forget(Run run, RunTally tally) {
    tallies.remove(run, tally);
    tally.forget();
    tally.counters().forEach(meters::remove);
  }
}
