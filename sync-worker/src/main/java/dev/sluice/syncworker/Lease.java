package dev.sluice.syncworker;

import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Sync;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sync that this worker has, for as long as that is renewed. Made, and closed, by the thread
 * that works on it, which is interrupted when the lease is lost. Thread-safe.
 */
final class Lease implements AutoCloseable {
  /** How a worker lost a sync. */
  enum Loss {
    /** The registry said so. */
    TAKEN("it was taken over, as its lease wasn't renewed in time"),
    /** The registry couldn't be asked for so long that another may have it. */
    OVER("its lease ran out while the registry couldn't be reached");

    private final String why;

    Loss(String why) {
      this.why = why;
    }

    /** In a log's words. */
    @Override
    public String toString() {
      return why;
    }
  }

  private final Sync sync;
  private final Leases leases;
  private final Thread thread = Thread.currentThread();
  private Instant until;
  private @Nullable Loss loss;
  private boolean closed;

  Lease(Sync sync, Instant until, Leases leases) {
    this.sync = sync;
    this.until = until;
    this.leases = leases;
  }

  Sync sync() {
    return sync;
  }

  Claim claim() {
    return sync.claim();
  }

  /** How it was lost, if it was. */
  synchronized Optional<Loss> loss() {
    return Optional.ofNullable(loss);
  }

  /** Whether it is still to be had, and not for longer than that. */
  synchronized boolean endsBy(Instant then) {
    return loss == null && !until.isAfter(then);
  }

  synchronized void renewed(Instant longer) {
    until = longer;
  }

  /** Breaks off what its thread does, if that still works on it. */
  synchronized void lose(Loss how) {
    if (!closed && loss == null) {
      loss = how;
      thread.interrupt();
    }
  }

  /** Its thread is free for another, and nothing of this one's breaks that off. */
  @Override
  public synchronized void close() {
    closed = true;
    leases.forget(this);
    if (loss != null) {
      Thread.interrupted();
    }
  }
}
