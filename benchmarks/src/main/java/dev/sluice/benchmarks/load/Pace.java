package dev.sluice.benchmarks.load;

/** How the load generator waits. */
public enum Pace {
  /** Spinning: exact, and no work for the server to wake it; needs a core of its own. */
  EXACT,
  /** Asleep, to the millisecond: leaves the cores to those who are measured. */
  GENTLE;

  /**
   * How long to wait for answers at once, in milliseconds, when there is nothing to do until then.
   */
  long millis(long idleNanos) {
    return this == EXACT ? 0 : Math.clamp((idleNanos + 999_999) / 1_000_000, 1, 100);
  }
}
