package dev.sluice.gateway.trigger;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times runs and what they fetch. Names are made once: environments and triggers are
 * few, as only those that exist get here. Thread-safe.
 */
public final class RunMeters {
  private static final Duration[] BUCKETS =
      Arrays.stream(
              new long[] {
                250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
                1_000_000, 2_500_000, 5_000_000
              })
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Counter saturated;
  private final FetchMeters fetches;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  private record Series(EnvironmentName environment, Trigger trigger, String status) {}

  public RunMeters(MeterRegistry meters, Permits permits) {
    this.meters = meters;
    this.fetches = new FetchMeters(meters);
    this.saturated =
        Counter.builder("sluice.runs.rejected")
            .description(
                "Calls turned away with 503: every permit was taken, or no realm came free")
            .register(meters);
    meters.gauge("sluice.runs.active", permits, Permits::taken);
  }

  void ran(EnvironmentName environment, Trigger trigger, Outcome outcome) {
    String status = outcome.status().name().toLowerCase(Locale.ROOT);
    timer(new Series(environment, trigger, status)).record(outcome.trace().duration());
    fetches.fetched(environment, outcome.trace().fetches());
  }

  void noWorkflow(EnvironmentName environment, Trigger trigger) {
    timer(new Series(environment, trigger, "no_workflow")).record(Duration.ZERO);
  }

  void overridden(EnvironmentName environment, Trigger trigger) {
    timer(new Series(environment, trigger, "overridden")).record(Duration.ZERO);
  }

  void rejected() {
    saturated.increment();
  }

  private Timer timer(Series series) {
    return timers.computeIfAbsent(series, this::register);
  }

  private Timer register(Series series) {
    return Timer.builder("sluice.runs")
        .description("Runs by how they ended")
        .tag("environment", series.environment().value())
        .tag("trigger", series.trigger().id())
        .tag("status", series.status())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
