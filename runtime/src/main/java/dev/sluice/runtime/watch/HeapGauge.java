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
 * very large objects, since what is young is mostly garbage. Under a collector that stops the
 * program, what is old is mostly garbage too until it has been round: there, each of its rounds is
 * judged once by what it left. The watchdog's thread uses it.
 */
final class HeapGauge {
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
    return concurrent ? level(old.getUsage()) : levelAfterCollection();
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
