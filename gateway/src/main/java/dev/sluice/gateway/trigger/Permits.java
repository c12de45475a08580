package dev.sluice.gateway.trigger;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many runs this process takes on at once, and how many of them for one environment; more are
 * turned away, not queued. Thread-safe.
 */
public final class Permits {
  private final int total;
  private final int share;
  private final Semaphore free;
  private final Map<EnvironmentName, Semaphore> freeByEnvironment = new ConcurrentHashMap<>();

  /**
   * @param share how many of them one environment may have
   */
  public Permits(int total, int share) {
    this.total = total;
    this.share = share;
    this.free = new Semaphore(total);
  }

  /** Leave to run until it's closed; empty if all are taken, or all of the environment's. */
  Optional<Permit> acquire(EnvironmentName environment) {
    Semaphore own = freeByEnvironment.computeIfAbsent(environment, name -> new Semaphore(share));
    if (!own.tryAcquire()) {
      return Optional.empty();
    }
    if (!free.tryAcquire()) {
      own.release();
      return Optional.empty();
    }
    return Optional.of(() -> {
      free.release();
      own.release();
    });
  }

  /** How many there are. */
  int total() {
    return total;
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
