package dev.sluice.runtime.watch;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The watchdog's eye on what one thread runs. Either it ends by itself or it is stopped, never
 * both.
 */
public final class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** Between two attempts at a stop for which there was no memory. */
  private static final long BREATH_NANOS = 10_000_000;

  private enum State {
    RUNNING,
    STOPPING,
    ENDED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Watchdog.Stoppable stoppable;
  private final Use use;
  private final Watchdog watchdog;
  private volatile @Nullable StopCause cause;
  private volatile boolean abandoned;

  /** Watches what the calling thread runs from here on. */
  Watch(Watchdog.Stoppable stoppable, Budget budget, Watchdog watchdog) {
    this.stoppable = stoppable;
    this.use = new Use(budget, watchdog.meter());
    this.watchdog = watchdog;
  }

  /**
   * Ends the watch, from the thread that began it; after that nothing is stopped any more. Waits
   * for a stop under way, so that it can't hit what the thread does next.
   *
   * @return why it was stopped; empty if it ended by itself
   */
  public Optional<StopCause> end() {
    watchdog.forget(this);
    if (state.compareAndSet(State.RUNNING, State.ENDED)) {
      return Optional.empty();
    }
    awaitStop();
    if (abandoned) {
      watchdog.countAbandoned(-1);
    }
    return Optional.ofNullable(cause);
  }

  /** What the calling thread, which began the watch, has allocated since, in bytes. */
  public long allocated() {
    return use.allocatedByCaller();
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

  /** Stops it if it has used too much. */
  void look(long nowNanos) {
    use.exceeded(nowNanos).ifPresent(this::stop);
  }

  /** What its thread had allocated when last looked at, in bytes. */
  long allocatedWhenSeen() {
    return use.allocatedWhenSeen();
  }

  void stop(StopCause why) {
    if (state.compareAndSet(State.RUNNING, State.STOPPING)) {
      cause = why;
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

  /** On a full heap, a stop may find no memory for itself. Nobody else would stop the run. */
  private void stopAtLast() throws TimeoutException {
    boolean tried = false;
    while (!tried) {
      try {
        stoppable.stop(Watchdog.PATIENCE);
        tried = true;
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(this, BREATH_NANOS);
      }
    }
  }

  private void stop() {
    try {
      stopAtLast();
    } catch (TimeoutException e) {
      abandoned = true;
      watchdog.countAbandoned(1);
      log.error("A run can't be stopped; its thread is abandoned until it ends by itself");
    } finally {
      MDC.clear();
      stopped.countDown();
    }
  }
}
