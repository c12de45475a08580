package dev.sluice.registry.sqlite;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The connection that writes, one transaction at a time. Other processes' writers are waited for.
 * Thread-safe; owns its handle.
 */
final class Writer implements AutoCloseable {
  private final Handle handle;
  private final ReentrantLock turn = new ReentrantLock(true);

  Writer(Handle handle) {
    this.handle = handle;
  }

  /** Runs {@code work} in a transaction, which is durable on return and undone on a throw. */
  <T> T inTransaction(Function<Handle, T> work) {
    turn.lock();
    try {
      // Immediate, so that what is read before the first write can't be outdated by then.
      handle.execute("BEGIN IMMEDIATE");
      return committed(work);
    } finally {
      turn.unlock();
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
