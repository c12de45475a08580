package dev.sluice.runtime.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchdog's eye on one thing that runs. Either it ends by itself or it is stopped, never both.
 */
public final class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private enum State {
    RUNNING,
    STOPPING,
    ENDED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Watchdog.Stoppable stoppable;
  private final long deadlineNanos;
  private final Watchdog watchdog;
  private volatile boolean abandoned;

  Watch(Watchdog.Stoppable stoppable, long deadlineNanos, Watchdog watchdog) {
    this.stoppable = stoppable;
    this.deadlineNanos = deadlineNanos;
    this.watchdog = watchdog;
  }

  /**
   * Ends the watch, from the thread that began it; after that nothing is stopped any more. Waits
   * for a stop under way, so that it can't hit what the thread does next.
   *
   * @return whether it ended by itself
   */
  public boolean end() {
    watchdog.forget(this);
    if (state.compareAndSet(State.RUNNING, State.ENDED)) {
      return true;
    }
    awaitStop();
    if (abandoned) {
      watchdog.countAbandoned(-1);
    }
    return false;
  }

  private void awaitStop() {
    boolean waiting = true;
    while (waiting) {
      try {
        stopped.await();
        waiting = false;
      } catch (InterruptedException e) {
        // That was the stop itself, waking the thread from a wait.
      }
    }
    Thread.interrupted();
  }

  void stopIfDue(long nowNanos) {
    boolean due = nowNanos - deadlineNanos >= 0;
    if (due && state.compareAndSet(State.RUNNING, State.STOPPING)) {
      startStopping();
    }
  }

  private void startStopping() {
    try {
      Thread.ofPlatform().daemon().name("sluice-stop").start(this::stop);
    } catch (OutOfMemoryError e) {
      // No thread to be had: better to stop late on the watchdog's own than never.
      log.error("No thread could be started to stop a run", e);
      stop();
    }
  }

  private void stop() {
    try {
      stoppable.stop(Watchdog.PATIENCE);
    } catch (TimeoutException e) {
      abandoned = true;
      watchdog.countAbandoned(1);
      log.error("A run can't be stopped; its thread is abandoned until it ends by itself");
    } finally {
      stopped.countDown();
    }
  }
}
