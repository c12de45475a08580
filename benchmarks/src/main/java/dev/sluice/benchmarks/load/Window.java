package dev.sluice.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What was seen of a server for a while.
 *
 * @param latencies in nanoseconds, one for each request that was answered in that while
 */
public record Window(Duration lasted, Histogram latencies) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** An empty one, for latencies of up to a minute. */
  public static Histogram histogram() {
    return new Histogram(Duration.ofMinutes(1).toNanos(), 3);
  }

  /** Requests per second. */
  public double rate() {
    return latencies.getTotalCount() * 1e9 / lasted.toNanos();
  }

  /** The latency that so many percent of the requests didn't exceed. */
  public double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }

  /** The longest latency. */
  public double mostMillis() {
    return latencies.getMaxValue() / NANOS_PER_MILLI;
  }
}
