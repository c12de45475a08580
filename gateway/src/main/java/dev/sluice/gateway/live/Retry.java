package dev.sluice.gateway.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When loading an environment is worth another try after it failed: at once if the environment has
 * changed, else after a pause that doubles each time. Not thread-safe.
 */
public final class Retry {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long NONE = -1;

  private final InstantSource clock;
  private long failed = NONE;
  private Duration pause = FIRST;
  private Instant next = Instant.MIN;

  public Retry(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether that revision may be loaded now. */
  public boolean isDue(long revision) {
    return revision != failed || !clock.instant().isBefore(next);
  }

  /** Notes that it couldn't be; whether that is news. */
  public boolean failed(long revision) {
    boolean news = revision != failed;
    pause = news ? FIRST : longer();
    next = clock.instant().plus(pause);
    failed = revision;
    return news;
  }

  private Duration longer() {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }
}
