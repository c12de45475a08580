package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;

/**
 * An alert on its way.
 *
 * @param tries how often it was sent in vain
 * @param due when it is to be sent next
 */
record Delivery(Alert alert, Letter letter, int tries, Instant due, Errand errand) {
  /** All tries, and the pauses between them, take about that long. */
  static final Duration LONGEST = Duration.ofMinutes(7);

  /** About five minutes in all, beside what the tries themselves take. */
  private static final int MOST_TRIES = 11;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  EnvironmentName environment() {
    return alert.environment();
  }

  boolean isFresh() {
    return tries == 0;
  }

  boolean isLast() {
    return tries + 1 >= MOST_TRIES;
  }

  /** The same after one more try in vain; pauses double, from a second to a minute. */
  Delivery again(Instant now) {
    Duration pause = Duration.ofSeconds(1L << Math.min(tries, 10));
    Duration wait = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    return new Delivery(alert, letter, tries + 1, now.plus(wait), errand);
  }
}
