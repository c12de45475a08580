package dev.sluice.gateway.live;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A thread that takes one step on every signal, and each second. Thread-safe. */
public final class Follower implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = POLL.multipliedBy(10);

  private final Runnable step;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * @param step must not throw
   */
  public Follower(String name, Runnable step) {
    this.step = step;
    this.thread = new Thread(this::loop, name);
  }

  public void start() {
    thread.start();
  }

  /** There may be something to follow. */
  public void wake() {
    wake.release();
  }

  private void loop() {
    while (!stopped) {
      step();
      pause();
    }
  }

  /** Steps tell of their trouble; on a full heap, telling of it may fail, too. */
  private void step() {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      // The next step is taken all the same.
    }
  }

  /** Waits for a signal or the poll. A signal given during a step isn't lost: its permit stays. */
  private void pause() {
    try {
      if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /** Takes no further step. */
  public void stop() {
    stopped = true;
    wake.release();
  }

  /** Waits a while for the step under way. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
