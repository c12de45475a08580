package dev.sluice.gateway.live;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * A clock for pauses and windows: it goes as the machine's does, but never back. When that is
 * turned back, this one goes on from where it was, so that nothing waits for an hour to come again.
 * What it says isn't a time of day. Thread-safe.
 */
public final class SteadyTime implements InstantSource {
  private final InstantSource clock;
  private final LongSupplier ticks;
  private Instant told;
  private long toldTicks;
  private long aheadNanos;

  public SteadyTime(InstantSource clock) {
    this(clock, System::nanoTime);
  }

  /**
   * @param ticks nanoseconds that nobody sets
   */
  SteadyTime(InstantSource clock, LongSupplier ticks) {
    this.clock = clock;
    this.ticks = ticks;
    this.told = clock.instant();
    this.toldTicks = ticks.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    Instant now = clock.instant();
    long nowTicks = ticks.getAsLong();
    if (now.isBefore(told)) {
      aheadNanos += now.until(told, ChronoUnit.NANOS) + nowTicks - toldTicks;
    }
    told = now;
    toldTicks = nowTicks;
    return now.plusNanos(aheadNanos);
  }
}
