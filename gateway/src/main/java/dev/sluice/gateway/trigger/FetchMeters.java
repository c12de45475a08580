package dev.sluice.gateway.trigger;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Fetched;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times what runs fetch. By environment and ending only: workflows choose the hosts, so
 * there's no end to those. Thread-safe.
 */
final class FetchMeters {
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
    return Timer.builder("sluice.fetches")
        .description("Requests that workflows made, by how they ended")
        .tag("environment", series.environment().value())
        .tag("outcome", series.ending().label())
        .register(meters);
  }
}
