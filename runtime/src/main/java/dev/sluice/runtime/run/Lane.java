package dev.sluice.runtime.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where the runs of one program compute: as many at once as there are processors, so that runs that
 * loop leave room for other workflows'. Who waits for something outside steps out meanwhile.
 * Thread-safe.
 */
public final class Lane {
  /** Two at least: while one is held up by the operating system, the other gets on. */
  private static final int WIDTH = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Semaphore free = new Semaphore(WIDTH);

  /** A place for the calling thread's run, not yet entered. */
  Place place(long deadlineNanos) {
    return new Place(free, deadlineNanos);
  }

  /** One run's place in the lane. Belongs to the run's thread; close it in any case. */
  static final class Place implements AutoCloseable {
    private final Semaphore free;
    private final long deadlineNanos;
    private boolean held;

    private Place(Semaphore free, long deadlineNanos) {
      this.free = free;
      this.deadlineNanos = deadlineNanos;
    }

    /** When the run's time is over, on {@link System#nanoTime}'s clock. */
    long deadlineNanos() {
      return deadlineNanos;
    }

    /** Steps in, if there's room before the deadline. */
    boolean enter() {
      return enter(deadlineNanos - System.nanoTime());
    }

    /** Steps in, if there's room within that time; who is in stays in. */
    boolean enter(long nanos) {
      held = held || free.tryAcquire() || acquire(nanos);
      return held;
    }

    private boolean acquire(long nanos) {
      try {
        return free.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // The watchdog's stop: the run is over.
        return false;
      }
    }

    /** Steps out, if in. */
    void leave() {
      if (held) {
        held = false;
        free.release();
      }
    }

    @Override
    public void close() {
      leave();
    }
  }
}
