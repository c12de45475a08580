package dev.sluice.runtime.watch;

import java.util.Optional;

/** What one thread has used of a budget. Made on that thread; then read by the watchdog's. */
final class Use {
  private static final long UNKNOWN = -1;

  private final Budget budget;
  private final ThreadMeter meter;
  private final long thread = Thread.currentThread().threadId();
  private final long allocatedBefore;

  /**
   * Read when it is first looked at: most have ended by then, and reading it costs more than the
   * few milliseconds matter.
   */
  private long cpuBefore = UNKNOWN;

  private long allocated;

  Use(Budget budget, ThreadMeter meter) {
    this.budget = budget;
    this.meter = meter;
    this.allocatedBefore = meter.allocated();
  }

  /** Why it must be stopped, if it must. */
  Optional<StopCause> exceeded(long nowNanos) {
    if (nowNanos - budget.deadlineNanos() >= 0) {
      return Optional.of(StopCause.DEADLINE);
    }
    allocated = meter.allocated(thread) - allocatedBefore;
    if (allocated > budget.allocatedBytes()) {
      return Optional.of(StopCause.MEMORY);
    }
    return cpuNanos() > budget.cpu().toNanos() ? Optional.of(StopCause.CPU) : Optional.empty();
  }

  private long cpuNanos() {
    long now = meter.cpuNanos(thread);
    if (cpuBefore == UNKNOWN) {
      cpuBefore = now;
    }
    return now - cpuBefore;
  }

  long allocatedWhenSeen() {
    return allocated;
  }

  long allocatedByCaller() {
    return meter.allocated() - allocatedBefore;
  }
}
