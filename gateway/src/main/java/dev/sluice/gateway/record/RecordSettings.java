package dev.sluice.gateway.record;

import java.time.Duration;

/**
 * What is remembered of runs, and for how long.
 *
 * @param waiting how many runs may wait to be written; further ones are dropped and counted
 * @param completedPerSecond how many uneventful runs are kept, per environment
 * @param age how long a run is remembered
 * @param newest how many are remembered, per environment
 */
public record RecordSettings(int waiting, int completedPerSecond, Duration age, int newest) {
  public static final RecordSettings DEFAULT =
      new RecordSettings(10_000, 100, Duration.ofDays(7), 100_000);
}
