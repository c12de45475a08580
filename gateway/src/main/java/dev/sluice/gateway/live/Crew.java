package dev.sluice.gateway.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads that do one caller's work beside each other, as many as there are processors. They
 * end by themselves when nobody has wanted them for a while. Thread-safe.
 */
final class Crew {
  private static final int MOST = 4;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  Crew() {
    int size = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("sluice-loading-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Does all of it and gives the results in order; one alone on the calling thread.
   *
   * @throws ExecutionException for the first, in order, that failed; the others were done too
   */
  <T> List<T> all(List<? extends Callable<T>> work)
      throws ExecutionException, InterruptedException {
    List<T> results = new ArrayList<>();
    if (work.size() == 1) {
      results.add(alone(work.getFirst()));
      return results;
    }
    for (Future<T> done : threads.invokeAll(work)) {
      results.add(done.get());
    }
    return results;
  }

  private static <T> T alone(Callable<T> work) throws ExecutionException {
    try {
      return work.call();
    } catch (Exception e) {
      throw new ExecutionException(e);
    }
  }
}
