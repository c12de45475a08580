package dev.sluice.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets few in at a time, in the order they came, and has a few more wait: a Git host that is turned
 * away may never come again. No address takes all of the room. Thread-safe.
 */
final class Turnstile {
  private final Semaphore inside;
  private final Semaphore queue;
  private final HookLimits limits;

  /** How many are inside or waiting, by address. */
  private final Map<String, Integer> here = new ConcurrentHashMap<>();

  Turnstile(HookLimits limits) {
    this.limits = limits;
    this.inside = new Semaphore(limits.bodiesAtOnce(), true);
    this.queue = new Semaphore(limits.waiting());
  }

  /**
   * Whether a caller from that address may go in, perhaps after a wait; if so, it {@link #leave
   * leaves}.
   */
  boolean enter(String address) {
    if (here.merge(address, 1, Integer::sum) > limits.perAddress()) {
      goAway(address);
      return false;
    }
    boolean entered = inside.tryAcquire() || enterAfterWaiting();
    if (!entered) {
      goAway(address);
    }
    return entered;
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

  void leave(String address) {
    inside.release();
    goAway(address);
  }

  private void goAway(String address) {
    here.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
