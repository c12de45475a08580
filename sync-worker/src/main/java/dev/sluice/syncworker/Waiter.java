package dev.sluice.syncworker;

import java.time.Duration;

/**
 * Lets workers sleep until there may be work. Thread-safe. A worker takes a ticket before it looks
 * for work; a wake-up after that isn't lost, however long the work took.
 */
final class Waiter {
  private long wakeUps;

  synchronized long ticket() {
    return wakeUps;
  }

  synchronized void wake() {
    wakeUps++;
    notifyAll();
  }

  /** Returns when there was a wake-up since the ticket was taken, or after {@code atMost}. */
  synchronized void await(long ticket, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); wakeUps == ticket && left > 0; ) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = end - System.nanoTime();
    }
  }
}
