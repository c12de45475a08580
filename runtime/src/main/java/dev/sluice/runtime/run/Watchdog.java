package dev.sluice.runtime.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what runs past its deadline. One thread looks every few milliseconds while anything runs;
 * each stop, which may take a while, has a thread of its own. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration GLANCE = Duration.ofMillis(5);

  /** How long something that is told to stop may take before its thread counts as abandoned. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What can be stopped from another thread, such as a realm. */
  @FunctionalInterface
  public interface Stoppable {
    void stop(Duration patience) throws TimeoutException;
  }

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("sluice-watchdog").unstarted(this::look);
  private volatile boolean idle;
  private volatile boolean closed;

  public Watchdog() {
    thread.start();
  }

  /** Watches what the calling thread begins now. The caller ends the watch. */
  public Watch watch(Stoppable stoppable, long deadlineNanos) {
    Watch watch = new Watch(stoppable, deadlineNanos, this);
    watches.add(watch);
    if (idle) {
      LockSupport.unpark(thread);
    }
    return watch;
  }

  /** How many threads hold something that couldn't be stopped. */
  public int abandoned() {
    return abandoned.get();
  }

  void forget(Watch watch) {
    watches.remove(watch);
  }

  void countAbandoned(int change) {
    abandoned.addAndGet(change);
  }

  private void look() {
    while (!closed) {
      // Set before the set is read: who adds a watch after that read sees it and wakes us.
      idle = true;
      if (watches.isEmpty()) {
        LockSupport.park(this);
      }
      idle = false;
      stopWhatIsDue(System.nanoTime());
      LockSupport.parkNanos(this, GLANCE.toNanos());
    }
  }

  /** Whatever goes wrong with one watch, the others are still looked after. */
  private void stopWhatIsDue(long now) {
    for (Watch watch : watches) {
      try {
        watch.stopIfDue(now);
      } catch (RuntimeException e) {
        log.error("A run past its deadline couldn't be stopped", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
