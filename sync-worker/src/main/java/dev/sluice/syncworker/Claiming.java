package dev.sluice.syncworker;

import java.time.Duration;

/**
 * How a worker takes syncs.
 *
 * @param atOnce how many environments' at once
 * @param lease how long a sync stays with a worker that says nothing more. It is renewed each third
 *     of it
 */
public record Claiming(int atOnce, Duration lease) {
  /**
   * The registry's own patience, for a turn to write, a connection and its words, comes to some 20
   * s: one renewal may take that long without the sync being lost. Neither a clean stop nor a
   * restart waits for it, so a longer wait is only for a machine that is gone.
   */
  public static final Duration USUAL_LEASE = Duration.ofSeconds(30);

  static final Claiming USUAL = new Claiming(2, USUAL_LEASE);

  public Claiming {
    if (atOnce < 1) {
      throw new IllegalArgumentException("a sync worker needs at least one thread");
    }
    if (!lease.isPositive()) {
      throw new IllegalArgumentException("a lease lasts for a while");
    }
  }
}
