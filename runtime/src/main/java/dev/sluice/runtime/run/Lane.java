package dev.sluice.runtime.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where the runs of one program compute: as many at once as there are processors. Once one had to
 * be stopped while it computed, half as many, until one ends by itself again: programs that loop on
 * every run leave the other processors to other workflows. Who waits for something outside steps
 * out meanwhile. Thread-safe.
 */
public final class Lane {
  /** Two at least: while one is held up by the operating system, the other gets on. */
  private static final int WIDTH = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final int NARROW = WIDTH / 2;

  private final Semaphore free = new Semaphore(WIDTH);

  /** How many places nobody gets for now. Changed with the lock held. */
  private volatile int closed;

  /** A place for the calling thread's run, not yet entered. */
  Place place(long deadlineNanos) {
    return new Place(this, deadlineNanos);
  }

  /** Takes a place away for now, the caller's own, unless the lane is narrow already. */
  private synchronized boolean close() {
    if (closed == WIDTH - NARROW) {
      return false;
    }
    closed++;
    return true;
  }

  /** Gives all places back. */
  private void open() {
    if (closed > 0) {
      synchronized (this) {
        free.release(closed);
        closed = 0;
      }
    }
  }

  /** One run's place in the lane. Belongs to the run's thread; close it in any case. */
  static final class Place implements AutoCloseable {
    private final Lane lane;
    private final Semaphore free;
    private final long deadlineNanos;
    private boolean held;

    private Place(Lane lane, long deadlineNanos) {
      this.lane = lane;
      this.free = lane.free;
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

    /** The run was stopped; if it computed just then, the lane is narrow from now on. */
    void stopped() {
      if (held && lane.close()) {
        held = false;
      }
    }

    /** The run ended by itself: the lane is as wide as it can be again. */
    void ended() {
      lane.open();
    }

    @Override
    public void close() {
      leave();
    }
  }
}
