package dev.sluice.gateway.trigger;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Fetched;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Counts and times what runs fetch. By environment and ending only: workflows choose the hosts, so
 * there's no end to those. Thread-safe.
 */
final class FetchMeters {
  private static final Duration[] BUCKETS =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  private record Series(EnvironmentName environment, Fetched.Ending ending) {}

  FetchMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void fetched(EnvironmentName environment, List<Fetched> fetches) {
    for (Fetched fetched : fetches) {
      Series series = new Series(environment, fetched.ending());
      timers.computeIfAbsent(series, this::register).record(fetched.duration());
    }
  }

  private Timer register(Series series) {
    return Timer.builder("sluice.fetch.duration")
        .description("How long requests that workflows made took, by how they ended")
        .tag("environment", series.environment().value())
        .tag("outcome", series.ending().label())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
