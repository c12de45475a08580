package dev.sluice.runtime.fetch;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends requests that stay in a stage for too long. One thread for all of them, which never waits
 * for anything. Thread-safe.
 */
final class Timers implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("sluice-fetch-deadlines").factory());

  Timers() {
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Watches a request that starts now, until it is over. */
  void watch(Exchange exchange) {
    for (Exchange.Stage stage : Exchange.Stage.values()) {
      Duration limit = exchange.limit(stage);
      ScheduledFuture<?> timer =
          thread.schedule(() -> exchange.expire(stage), limit.toNanos(), TimeUnit.NANOSECONDS);
      var _ = exchange.result().thenRun(() -> timer.cancel(false));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
