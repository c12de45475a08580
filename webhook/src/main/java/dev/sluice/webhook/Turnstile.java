package dev.sluice.webhook;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets few in at a time, in the order they came, and has a few more wait: a Git host that is turned
 * away may never come again. Thread-safe.
 */
final class Turnstile {
  private final Semaphore inside;
  private final Semaphore queue;
  private final HookLimits limits;

  Turnstile(HookLimits limits) {
    this.limits = limits;
    this.inside = new Semaphore(limits.bodiesAtOnce(), true);
    this.queue = new Semaphore(limits.waiting());
  }

  /** Whether the caller may go in, perhaps after a wait; if so, it {@link #leave leaves}. */
  boolean enter() {
    return inside.tryAcquire() || enterAfterWaiting();
  }

  private boolean enterAfterWaiting() {
    if (!queue.tryAcquire()) {
      return false;
    }
    try {
      return inside.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      queue.release();
    }
  }

  void leave() {
    inside.release();
  }
}
