package dev.sluice.runtime.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what goes over its budget, and, when the heap runs short, what holds most of it. One thread
 * looks every few milliseconds while anything runs; each stop, which may take a while, has a thread
 * of its own. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration GLANCE = Duration.ofMillis(5);

  /** How long something that is told to stop may take before its thread counts as abandoned. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** When the heap is short, what has allocated less than this isn't to blame, in bytes. */
  private static final long BLAMELESS = 32L * 1024 * 1024;

  /** How long the collector has, after a stop for the heap's sake, before there is another. */
  private static final Duration RELIEF = Duration.ofMillis(100);

  /** What can be stopped from another thread, such as a realm. */
  @FunctionalInterface
  public interface Stoppable {
    void stop(Duration patience) throws TimeoutException;
  }

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final ThreadMeter meter = new ThreadMeter();
  private final HeapGauge heap;
  private final Runnable heapHigh;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("sluice-watchdog").unstarted(this::look);
  private long stoppedLargestNanos = System.nanoTime() - RELIEF.toNanos();

  /**
   * Until the collector has been round once more, nobody else is blamed for what may be garbage.
   */
  private long collectionsAtStop = -1;

  private volatile boolean idle;
  private volatile boolean closed;

  /**
   * @param heapHigh called on the watchdog's thread, many times a second, while the heap is filling
   *     up; must return at once
   */
  public Watchdog(Runnable heapHigh) {
    this(heapHigh, new HeapGauge());
  }

  Watchdog(Runnable heapHigh, HeapGauge heap) {
    this.heapHigh = heapHigh;
    this.heap = heap;
    thread.start();
  }

  /** Watches what the calling thread begins now. The caller ends the watch. */
  public Watch watch(Stoppable stoppable, Budget budget) {
    Watch watch = new Watch(stoppable, budget, this);
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

  ThreadMeter meter() {
    return meter;
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
      glance();
      LockSupport.parkNanos(this, GLANCE.toNanos());
    }
  }

  /**
   * Whatever goes wrong, the next look is taken: if this thread ended, nothing would be stopped any
   * more. On a full heap there may be no memory for as little as a step to take, or to tell of it.
   */
  private void glance() {
    try {
      long now = System.nanoTime();
      guarded("A run over its limits couldn't be stopped", () -> stopWhatIsDue(now));
      guarded("The heap's shortage couldn't be relieved", () -> relieve(now));
    } catch (RuntimeException | Error e) {
      // Said or not, it was tried.
    }
  }

  private static void guarded(String problem, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      log.error(problem, e);
    }
  }

  private void stopWhatIsDue(long now) {
    for (Watch watch : watches) {
      guarded("A run over its limits couldn't be stopped", () -> watch.look(now));
    }
  }

  private void relieve(long now) {
    switch (heap.level()) {
      case ORDINARY -> {}
      case HIGH -> heapHigh.run();
      case SHORT -> {
        heapHigh.run();
        if (heap.collections() != collectionsAtStop) {
          stopLargest(now);
        }
      }
      case CRITICAL -> {
        heapHigh.run();
        stopLargest(now);
      }
    }
  }

  private void stopLargest(long now) {
    if (now - stoppedLargestNanos > RELIEF.toNanos()) {
      stoppedLargestNanos = now;
      collectionsAtStop = heap.collections();
      watches.stream()
          .max(Comparator.comparingLong(Watch::allocatedWhenSeen))
          .filter(most -> most.allocatedWhenSeen() > BLAMELESS)
          .ifPresent(most -> most.stop(StopCause.HEAP_SHORT));
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
