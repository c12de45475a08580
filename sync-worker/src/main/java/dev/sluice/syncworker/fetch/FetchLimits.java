package dev.sluice.syncworker.fetch;

import java.time.Duration;

/**
 * How long fetching may take and how much it may bring.
 *
 * @param silence how long the remote may say nothing; at least a second
 * @param whole how long a fetch may take
 * @param packBytes all that a fetch may bring, compressed
 * @param objectBytes the largest file or folder in it, uncompressed
 */
public record FetchLimits(Duration silence, Duration whole, long packBytes, long objectBytes) {
  public static final FetchLimits DEFAULT =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofMinutes(2), 1L << 30, 100L * 1024 * 1024);

  public FetchLimits {
    if (silence.toSeconds() < 1) {
      throw new IllegalArgumentException("silence must be at least a second");
    }
  }
}
