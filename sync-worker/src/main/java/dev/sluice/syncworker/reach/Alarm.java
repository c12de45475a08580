package dev.sluice.syncworker.reach;

import java.time.Duration;

/**
 * Interrupts the thread that set it if it isn't closed in time. For what waits without a limit of
 * its own; close it on the same thread, which then isn't left interrupted by it.
 */
public final class Alarm implements AutoCloseable {
  private final Thread sleeper = Thread.currentThread();
  private final Thread bell;
  private boolean rung;
  private boolean off;

  private Alarm(Duration limit) {
    bell = Thread.ofVirtual().name("alarm").start(() -> ring(limit));
  }

  /** Sets one. */
  public static Alarm in(Duration limit) {
    return new Alarm(limit);
  }

  private void ring(Duration limit) {
    try {
      Thread.sleep(limit);
    } catch (InterruptedException e) {
      return; // It was closed in time.
    }
    synchronized (this) {
      if (!off) {
        rung = true;
        sleeper.interrupt();
      }
    }
  }

  /** Whether it was too late. */
  public synchronized boolean hasRung() {
    return rung;
  }

  @Override
  public void close() {
    synchronized (this) {
      off = true;
      if (rung) {
        Thread.interrupted();
      }
    }
    bell.interrupt();
  }
}
