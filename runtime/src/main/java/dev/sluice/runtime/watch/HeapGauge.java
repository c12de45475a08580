package dev.sluice.runtime.watch;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;

/**
 * How full the heap is with what has lived for a while. Measured where the collector keeps old and
 * very large objects, since what is young is mostly garbage. Thread-safe.
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
          .filter(collector -> !collector.getName().contains("Young"))
          .toList();

  /** How full it is. */
  enum Level {
    ORDINARY,
    HIGH,
    SHORT,
    CRITICAL
  }

  Level level() {
    MemoryUsage usage = old.getUsage();
    double share = (double) usage.getUsed() / usage.getMax();
    if (share < HIGH) {
      return Level.ORDINARY;
    }
    if (share < SHORT) {
      return Level.HIGH;
    }
    return share < CRITICAL ? Level.SHORT : Level.CRITICAL;
  }

  /** How often what is old has been collected so far. */
  long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
