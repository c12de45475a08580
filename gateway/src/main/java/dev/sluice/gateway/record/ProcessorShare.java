package dev.sluice.gateway.record;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much of the machine's processor time one thread may use. It saves up half a second's worth
 * while it uses less. Belongs to that thread.
 */
final class ProcessorShare {
  private static final double SAVED_SECONDS = 0.5;

  private final double share;
  private final LongSupplier clock;
  private final LongSupplier used;
  private long lastLook;
  private long lastUsed;
  private double saved;

  /**
   * A share.
   *
   * @param share of one processor's time: more than 1 on a machine with many
   * @param clock in nanoseconds
   * @param used the thread's processor time so far, in nanoseconds; steps of some milliseconds do
   */
  ProcessorShare(double share, LongSupplier clock, LongSupplier used) {
    this.share = share;
    this.clock = clock;
    this.used = used;
    this.lastLook = clock.getAsLong();
    this.saved = most();
  }

  /** That part of what this machine's processors can do, for whichever thread asks first. */
  static ProcessorShare ofThisMachine(double part) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new ProcessorShare(
        part * Runtime.getRuntime().availableProcessors(),
        System::nanoTime,
        threads::getCurrentThreadCpuTime);
  }

  private double most() {
    return share * SAVED_SECONDS * 1e9;
  }

  /** How long the thread is to rest now. */
  Duration rest() {
    long now = clock.getAsLong();
    long usedNow = used.getAsLong();
    saved = Math.min(most(), saved + share * (now - lastLook)) - (usedNow - lastUsed);
    lastLook = now;
    lastUsed = usedNow;
    return saved >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-saved / share));
  }
}
