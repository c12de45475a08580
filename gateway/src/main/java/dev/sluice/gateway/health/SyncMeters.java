package dev.sluice.gateway.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** Counts and times attempts at syncs, of a process with a sync worker. Thread-safe. */
public final class SyncMeters {
  private static final Duration[] BUCKETS =
      Stream.of(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;

  public SyncMeters(Figures figures) {
    this.meters = figures.meters();
  }

  /**
   * Counts one.
   *
   * @param environment its name
   * @param outcome how it ended, in a word of few
   */
  public void attempted(String environment, String outcome, Duration took) {
    Counter.builder("sluice.syncs")
        .description("Attempts at syncs that this process made, by how they ended")
        .tag("environment", environment)
        .tag("outcome", outcome)
        .register(meters)
        .increment();
    Timer.builder("sluice.sync.duration")
        .description("How long attempts at syncs took")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(took);
  }
}
