package dev.sluice.syncworker;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a sync is tried again: a second, doubled with each attempt up to a
 * minute, a random part of it taken off so that many syncs don't come back at once. Thread-safe if
 * its source of chance is.
 */
final class Backoff {
  static final int MAX_ATTEMPTS = 10;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final RandomGenerator chance;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * How long, or empty if it isn't worth another attempt.
   *
   * @param attempts how many there were
   */
  Optional<Duration> after(int attempts) {
    if (attempts >= MAX_ATTEMPTS) {
      return Optional.empty();
    }
    long doubled = FIRST.toMillis() << Math.max(0, attempts - 1);
    long most = Math.min(doubled, LONGEST.toMillis());
    return Optional.of(Duration.ofMillis(most - chance.nextLong(most / 2)));
  }
}
