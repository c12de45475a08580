package dev.sluice.syncworker.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How soon a branch is looked at again: after what its environment asks for, a fifth more or less,
 * so that many don't come at once. Thread-safe if its source of chance is.
 */
record Pace(RandomGenerator chance) {
  /** After a push was missed, who knows about the next ones. One that is late has come by then. */
  static final Duration ALERT = Duration.ofSeconds(60);

  private static final Duration IDLE_AFTER = Duration.ofDays(1);
  private static final int IDLE_TIMES = 4;
  private static final int MOST_DOUBLINGS = 4;

  /** A host that is back is to be noticed, unless its branch isn't looked at so often anyway. */
  private static final Duration LONGEST_AWAY = Duration.ofHours(1);

  private static final Duration FIRST_RETRY = Duration.ofHours(1);
  private static final Duration LONGEST_RETRY = Duration.ofDays(1);
  private static final double SPREAD = 0.2;

  /**
   * How long to wait.
   *
   * @param asked how often the environment wants it
   * @param now the moment it counts from
   */
  Duration after(Duration asked, Watched watched, Instant now) {
    return spread(unspread(asked, watched, now));
  }

  private static Duration unspread(Duration asked, Watched watched, Instant now) {
    if (watched.failures() > 0) {
      Duration longest = asked.compareTo(LONGEST_AWAY) > 0 ? asked : LONGEST_AWAY;
      Duration doubled = asked.multipliedBy(1L << Math.min(watched.failures(), MOST_DOUBLINGS));
      return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
    boolean alert = watched.alertUntil().isAfter(now) || watched.untold().isPresent();
    if (alert && asked.compareTo(ALERT) > 0) {
      return ALERT;
    }
    boolean idle = watched.changedAt().plus(IDLE_AFTER).isBefore(now);
    return idle ? asked.multipliedBy(IDLE_TIMES) : asked;
  }

  /** How long a commit isn't tried again for which so many syncs in a row have failed. */
  static Duration untilRetry(int failed) {
    Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.clamp(failed - 1, 0, 5));
    return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
  }

  /** Some part of that, for the first look: many environments begin at the same moment. */
  Duration begin(Duration asked) {
    return Duration.ofMillis((long) (asked.toMillis() * chance.nextDouble()));
  }

  private Duration spread(Duration time) {
    double factor = 1 - SPREAD + 2 * SPREAD * chance.nextDouble();
    return Duration.ofMillis((long) (time.toMillis() * factor));
  }
}
