package dev.sluice.registry.sqlite;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Connections that read, each one reader's at a time; as many as read at once, some kept for the
 * next. Thread-safe; owns its handles.
 */
final class Readers implements AutoCloseable {
  private static final int KEPT = 8;

  private final Jdbi jdbi;
  private final BlockingQueue<Handle> idle = new ArrayBlockingQueue<>(KEPT);
  private volatile boolean closed;

  Readers(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Runs {@code work} on the database as it is at one moment, whatever is written meanwhile. */
  <T> T read(Function<Handle, T> work) {
    Handle handle = take();
    boolean done = false;
    try {
      handle.execute("BEGIN");
      T result = work.apply(handle);
      handle.execute("COMMIT");
      done = true;
      return result;
    } finally {
      giveBack(handle, done);
    }
  }

  private Handle take() {
    Handle kept = idle.poll();
    return kept != null ? kept : open();
  }

  private Handle open() {
    Handle handle = jdbi.open();
    // A write in here would be a bug: it would bypass the writer's turn.
    handle.execute("PRAGMA query_only = ON");
    return handle;
  }

  private void giveBack(Handle handle, boolean usable) {
    if (!usable || closed || !idle.offer(handle)) {
      handle.close();
    } else if (closed) {
      close();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
      handle.close();
    }
  }
}
