package dev.sluice.gateway.live;

import dev.sluice.gateway.access.KeyRing;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that follows the registry: on every signal of this process, and each second for what
 * other processes changed. Owns its thread.
 */
public final class Activation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Registry registry;
  private final LiveReleases live;
  private final KeyRing keys;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::loop, "activation");
  private volatile boolean closed;
  private boolean away;

  public Activation(Registry registry, LiveReleases live, KeyRing keys) {
    this.registry = registry;
    this.live = live;
    this.keys = keys;
  }

  /** Reads the registry once, then goes on in the background. */
  public void start() {
    registry.signals().onEnvironmentChanged(environment -> wake.release());
    turn(live::begin);
    thread.start();
  }

  private void loop() {
    while (!closed) {
      follow();
      pause();
    }
  }

  /** One turn. */
  void follow() {
    turn(live::catchUp);
  }

  private void turn(Consumer<Revisions> step) {
    try {
      Revisions revisions = registry.revisions();
      keys.catchUp(revisions.keys());
      step.accept(revisions);
      away = false;
    } catch (RegistryException e) {
      if (!away) {
        LOG.warn("The registry can't be read; what is live stays live: {}", e.getMessage());
      }
      away = true;
    } catch (RuntimeException | Error e) {
      // Whatever it is, a thread that ended would leave this process behind for good.
      LOG.error("Following the registry failed; it is tried again", e);
    }
  }

  /** Waits for a signal or the poll. A signal given during a turn isn't lost: its permit stays. */
  private void pause() {
    try {
      if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    wake.release();
    try {
      thread.join(POLL.multipliedBy(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
