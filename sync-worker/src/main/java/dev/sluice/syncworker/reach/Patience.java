package dev.sluice.syncworker.reach;

import java.time.Duration;

/**
 * How long we listen to a host that doesn't come to the point.
 *
 * @param silence how long it may say nothing; at least a second
 * @param talkBytes how much it may say beside the files that were asked for
 */
public record Patience(Duration silence, long talkBytes) {
  public Patience {
    if (silence.toSeconds() < 1) {
      throw new IllegalArgumentException("silence must be at least a second");
    }
  }
}
