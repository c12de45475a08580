package dev.sluice.gateway.trigger;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/** How many runs this process takes on at once; more are turned away, not queued. Thread-safe. */
public final class Permits {
  private final int total;
  private final Semaphore free;

  public Permits(int total) {
    this.total = total;
    this.free = new Semaphore(total);
  }

  /** Leave to run until it's closed; empty if all are taken. */
  Optional<Permit> acquire() {
    return free.tryAcquire() ? Optional.of(free::release) : Optional.empty();
  }

  /** How many are taken now. */
  public int taken() {
    return total - free.availablePermits();
  }

  /** Leave to run. Close it once. */
  @FunctionalInterface
  interface Permit extends AutoCloseable {
    @Override
    void close();
  }
}
