package dev.sluice.registry.sqlite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The connection that writes, one transaction at a time. This process's other writers are waited
 * for, and other processes', for {@link DatabaseFile#PATIENCE} each. Thread-safe; owns its handle.
 */
final class Writer implements AutoCloseable {
  private final Handle handle;
  private final Duration patience;
  private final Failures failures;
  private final ReentrantLock turn = new ReentrantLock(true);

  Writer(Handle handle, Duration patience, Failures failures) {
    this.handle = handle;
    this.patience = patience;
    this.failures = failures;
  }

  /**
   * Runs {@code work} in a transaction, which is durable on return and undone on a throw.
   *
   * @throws dev.sluice.registry.RegistryException if the turn doesn't come
   */
  <T> T inTransaction(Function<Handle, T> work) {
    await();
    try {
      // Immediate, so that what is read before the first write can't be outdated by then.
      handle.execute("BEGIN IMMEDIATE");
      return committed(work);
    } finally {
      turn.unlock();
    }
  }

  /** An interrupt is kept for later: what is told as a thread ends must be written, too. */
  private void await() {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (turn.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw failures.busy();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T committed(Function<Handle, T> work) {
    boolean done = false;
    try {
      T result = work.apply(handle);
      handle.execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException alreadyRolledBack) {
      // SQLite does so itself on a full disk and the like; the first failure is what to tell.
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      handle.close();
    } finally {
      turn.unlock();
    }
  }
}
