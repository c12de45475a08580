package dev.sluice.registry.postgresql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * This process's place in the line of those that write: its threads stand in it one at a time, so
 * that those that wait hold no connections. Thread-safe; fair.
 */
final class Turn {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Duration patience;
  private final Failures failures;

  Turn(Duration patience, Failures failures) {
    this.patience = patience;
    this.failures = failures;
  }

  /**
   * @throws dev.sluice.registry.RegistryException if the turn doesn't come
   */
  <T> T take(Supplier<T> work) {
    await();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** An interrupt is kept for later: what is told as a thread ends must be written, too. */
  private void await() {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (lock.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw failures.busy();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
