package dev.sluice.runtime.watch;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How full the heap is with what has lived for a while. Measured where the collector keeps old and
 * very large objects, since what is young is mostly garbage. What is old may be garbage too until
 * the collector has been round: beside the program, the heap counts as short only after a round
 * that left it so; under a collector that stops the program, each of its rounds is judged once by
 * what it left. The watchdog's thread uses it.
 */
class HeapGauge {
  /** G1 begins to collect old objects at less than half: here it is falling behind. */
  private static final double HIGH = 0.7;

  /** Leaves room for what is allocated until something has been stopped. */
  private static final double SHORT = 0.8;

  /** No time to find out how much of it is garbage. */
  private static final double CRITICAL = 0.9;

  private final MemoryPoolMXBean old =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
          .orElseThrow();

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(it -> collectsOld(it.getName(), it.getMemoryPoolNames(), old.getName()))
          .toList();

  private final boolean concurrent = Collector.ofThisProcess().concurrent();
  private long judged;
  private long collectionsBeforeShort;

  /** How full it is. */
  enum Level {
    ORDINARY,
    HIGH,
    SHORT,
    CRITICAL;

    static Level of(double share) {
      if (share < HeapGauge.HIGH) {
        return ORDINARY;
      }
      if (share < HeapGauge.SHORT) {
        return HIGH;
      }
      return share < HeapGauge.CRITICAL ? SHORT : CRITICAL;
    }
  }

  Level level() {
    return concurrent ? judge(level(old.getUsage()), collections()) : levelAfterCollection();
  }

  /**
   * What to make of what was measured: runs that have ended may have filled the heap, and whoever
   * runs now isn't to blame for them.
   *
   * @param collections how often what is old has been collected so far
   */
  Level judge(Level measured, long collections) {
    if (measured.compareTo(Level.SHORT) < 0) {
      collectionsBeforeShort = collections;
    }
    return measured == Level.SHORT && collections == collectionsBeforeShort ? Level.HIGH : measured;
  }

  private Level levelAfterCollection() {
    long rounds = collections();
    if (rounds == judged) {
      return Level.ORDINARY;
    }
    judged = rounds;
    return level(old.getCollectionUsage());
  }

  private static Level level(MemoryUsage usage) {
    return Level.of((double) usage.getUsed() / usage.getMax());
  }

  /**
   * G1's collector of what is young looks after the pool of what is old, too, but isn't its own.
   */
  static boolean collectsOld(String collector, String[] pools, String old) {
    return Arrays.asList(pools).contains(old) && !collector.contains("Young");
  }

  /** How often what is old has been collected so far. */
  long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
