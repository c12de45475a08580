package dev.sluice.runtime.watch;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a platform thread has used so far, as the JVM counts it. Thread-safe; a reading takes a few
 * hundred nanoseconds at most.
 */
public final class ThreadMeter {
  private final ThreadMXBean threads =
      (ThreadMXBean) ManagementFactory.getPlatformMXBean(java.lang.management.ThreadMXBean.class);

  /** What the calling thread has allocated, in bytes. */
  public long allocated() {
    return threads.getCurrentThreadAllocatedBytes();
  }

  /** What that thread has allocated, in bytes; up to a few MB may not be counted yet. */
  long allocated(long threadId) {
    return threads.getThreadAllocatedBytes(threadId);
  }

  /** How long that thread has computed, in nanoseconds; -1 if it has ended. */
  long cpuNanos(long threadId) {
    return threads.getThreadCpuTime(threadId);
  }
}
