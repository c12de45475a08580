package dev.sluice.gateway.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock for telling how old things are: while the registry is away it goes on whatever is done to
 * the machine's clock, so that nothing is kept young by turning that back. Thread-safe.
 */
public final class Timekeeper implements InstantSource {
  private final InstantSource clock;
  private final LongSupplier ticks;
  private Instant latest;
  private long latestTicks;

  public Timekeeper(InstantSource clock) {
    this(clock, System::nanoTime);
  }

  /**
   * @param ticks nanoseconds that nobody sets
   */
  Timekeeper(InstantSource clock, LongSupplier ticks) {
    this.clock = clock;
    this.ticks = ticks;
    this.latest = clock.instant();
    this.latestTicks = ticks.getAsLong();
  }

  /** What the clock says, or how late it must be by now, whichever is later. */
  @Override
  public synchronized Instant instant() {
    long now = ticks.getAsLong();
    Instant passed = latest.plusNanos(now - latestTicks);
    Instant told = clock.instant();
    latest = told.isAfter(passed) ? told : passed;
    latestTicks = now;
    return latest;
  }

  /** What the clock says. */
  Instant told() {
    return clock.instant();
  }

  /** Takes the clock's word, also if it was turned back: nothing is old now. */
  synchronized void agree() {
    latest = clock.instant();
    latestTicks = ticks.getAsLong();
  }

  /** It is that late at least: another process noted it before this one. */
  public synchronized void atLeast(Instant noted) {
    if (noted.isAfter(instant())) {
      latest = noted;
    }
  }
}
