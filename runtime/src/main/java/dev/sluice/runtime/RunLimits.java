package dev.sluice.runtime;

import java.time.Duration;

/**
 * What one run may use.
 *
 * @param wallClock from its start to its end, waiting included
 */
public record RunLimits(
    Duration wallClock, int logBytes, int logLines, int fetches, int fetchedBytes) {
  public static final RunLimits DEFAULT =
      new RunLimits(Duration.ofSeconds(5), 256 * 1024, 5_000, 20, 1024 * 1024);

  /** The same but for a deadline no later than {@code limit}. */
  public RunLimits within(Duration limit) {
    Duration shorter = limit.compareTo(wallClock) < 0 ? limit : wallClock;
    return new RunLimits(shorter, logBytes, logLines, fetches, fetchedBytes);
  }
}
