package dev.sluice.syncworker.fetch;

import java.time.Duration;

/**
 * How long fetching may take.
 *
 * @param silence how long the remote may say nothing; at least a second
 * @param whole how long a fetch may take
 */
public record FetchLimits(Duration silence, Duration whole) {
  public static final FetchLimits DEFAULT =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofMinutes(2));

  public FetchLimits {
    if (silence.toSeconds() < 1) {
      throw new IllegalArgumentException("silence must be at least a second");
    }
  }
}
