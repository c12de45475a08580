package dev.sluice.runtime.watch;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;

/**
 * How full the heap is with what has lived for a while. Measured where the collector keeps old and
 * very large objects, since what is young is mostly garbage. Thread-safe.
 */
final class HeapGauge {
  /** G1 begins to collect old objects at less than half: here it is falling behind. */
  private static final double HIGH = 0.7;

  /** Leaves room for what is allocated until something has been stopped. */
  private static final double SHORT = 0.8;

  private final MemoryPoolMXBean old =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
          .orElseThrow();

  /** How full it is. */
  enum Level {
    ORDINARY,
    HIGH,
    SHORT
  }

  Level level() {
    MemoryUsage usage = old.getUsage();
    double share = (double) usage.getUsed() / usage.getMax();
    if (share < HIGH) {
      return Level.ORDINARY;
    }
    return share < SHORT ? Level.HIGH : Level.SHORT;
  }
}
