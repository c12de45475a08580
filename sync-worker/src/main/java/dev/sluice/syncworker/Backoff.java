package dev.sluice.syncworker;

import dev.sluice.registry.sync.Sync;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a sync is tried again: a second, doubled with each attempt up to a
 * minute, a random part of it taken off so that many syncs don't come back at once. A day is enough
 * for a remote to come back, if it was tried for all of it and not just waited for; who pushes
 * again meanwhile supersedes what waits. Thread-safe if its source of chance is.
 */
final class Backoff {
  static final Duration PATIENCE = Duration.ofHours(24);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  /** Fewer tell that nobody was there to make them, as where the machine was down for a day. */
  private static final int LEAST_ATTEMPTS = 10;

  private final RandomGenerator chance;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * How long, or empty if it isn't worth another attempt.
   *
   * @param attempts how many there were
   * @param waited since the sync was queued
   */
  Optional<Duration> after(int attempts, Duration waited) {
    if (waited.compareTo(PATIENCE) >= 0 && attempts >= LEAST_ATTEMPTS) {
      return Optional.empty();
    }
    long doubled = FIRST.toMillis() << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS);
    long most = Math.min(doubled, LONGEST.toMillis());
    return Optional.of(Duration.ofMillis(most - chance.nextLong(most / 2)));
  }

  /** That it wasn't worth another one, to go before why. */
  static String gaveUp(Sync sync, Duration waited) {
    int attempts = sync.progress().attempts();
    return "Gave up after " + attempts + " attempts in " + waited.toHours() + " hours. ";
  }
}
