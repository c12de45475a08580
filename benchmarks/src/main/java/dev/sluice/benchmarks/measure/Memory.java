package dev.sluice.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * What this process holds, after a collection.
 *
 * @param heap in bytes
 * @param beside in bytes: classes, compiled code and the like
 */
record Memory(long heap, long beside) {
  private static final int COLLECTIONS = 3;

  /** Collects, and looks. */
  static Memory afterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    // More than once: what is only softly or weakly reachable, or waits to be closed, goes later.
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return new Memory(
        memory.getHeapMemoryUsage().getUsed(), memory.getNonHeapMemoryUsage().getUsed());
  }
}
