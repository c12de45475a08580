package dev.sluice.gateway.guard;

import dev.sluice.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that makes a round each second, off the path that logins wait on. It outlives whatever
 * goes wrong on a round. Owns its thread.
 */
public final class Watchman implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<Runnable> stations;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private boolean wrong;

  /**
   * @param name the thread's
   * @param stations what is looked at on each round, in that order; each quick
   */
  public Watchman(String name, List<Runnable> stations) {
    this.thread = new Thread(this::loop, name);
    this.stations = List.copyOf(stations);
  }

  /** Begins the rounds. */
  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round. */
  void round() {
    boolean before = wrong;
    wrong = false;
    for (Runnable station : stations) {
      visit(station, before);
    }
  }

  private void visit(Runnable station, boolean before) {
    if (isClosing()) {
      return;
    }
    try {
      station.run();
    } catch (RuntimeException | Error e) {
      wrong = true;
      complain(e, before);
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Once, not each second; the registry's being away is told by those who follow it. */
  private static void complain(Throwable e, boolean again) {
    if (!again && !(e instanceof RegistryException)) {
      LOG.error("Watching over what is served failed; it is tried again", e);
    }
  }

  /** Visits no further station. */
  void stop() {
    closing.countDown();
  }

  @Override
  public void close() {
    stop();
    try {
      thread.join(PAUSE.multipliedBy(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
