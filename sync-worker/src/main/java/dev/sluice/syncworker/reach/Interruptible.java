package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work whose waiting for a socket an interrupt ends, which the JDK grants virtual threads only: a
 * host that drips its headers, or a proxy, would else hold us as long as it likes.
 */
public final class Interruptible {
  private Interruptible() {}

  /** Does the work on a thread of its own, and waits for its end; an interrupt is passed on. */
  public static <T> T call(Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread worker = Thread.ofVirtual().name(Thread.currentThread().getName()).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          worker.interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException failure(ExecutionException failed) {
    return switch (failed.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(failed);
    };
  }
}
