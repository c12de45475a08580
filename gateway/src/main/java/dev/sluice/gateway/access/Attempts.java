package dev.sluice.gateway.access;

import java.time.Duration;
import java.util.Optional;

/** One address's failures: a bucket of them that empties with time. Thread-safe. */
final class Attempts {
  /** How many at once are let pass. */
  static final int MOST = 20;

  /** After that, one in so long. */
  static final Duration EACH = Duration.ofSeconds(3);

  /** When there's nothing left to know of an address. */
  static final Duration FORGOTTEN_AFTER = EACH.multipliedBy(MOST).plusMinutes(1);

  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  /** When the bucket will be empty; time past is an empty bucket. */
  private long emptyAt;

  private long nextLineAt;
  private int untold;

  Attempts(long now) {
    this.emptyAt = now;
    this.nextLineAt = now;
  }

  /**
   * What follows from a failure.
   *
   * @param pause how long to stay away; empty if this one passed
   * @param told how many failures the log should tell of now; 0 for no line
   */
  record Verdict(Optional<Duration> pause, int told) {}

  synchronized Verdict add(long now) {
    return new Verdict(pause(now), told(now));
  }

  /** For how long the address should still stay away, whatever it shows. */
  synchronized Optional<Duration> held(long now) {
    long over = Math.max(emptyAt, now) + EACH.toMillis() - now - EACH.toMillis() * MOST;
    return over > 0 ? Optional.of(Duration.ofMillis(over)) : Optional.empty();
  }

  private Optional<Duration> pause(long now) {
    long emptied = Math.max(emptyAt, now) + EACH.toMillis();
    long over = emptied - now - EACH.toMillis() * MOST;
    if (over > 0) {
      return Optional.of(Duration.ofMillis(over));
    }
    emptyAt = emptied;
    return Optional.empty();
  }

  private int told(long now) {
    untold++;
    if (now < nextLineAt) {
      return 0;
    }
    int told = untold;
    untold = 0;
    nextLineAt = now + BETWEEN_LINES.toMillis();
    return told;
  }
}
