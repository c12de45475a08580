package dev.sluice.gateway.record;

import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that forgets what environments remember no longer: old runs and syncs, and all but the
 * newest. Owns its thread.
 */
public final class Forgetting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Registry registry;
  private final Clock clock;
  private final Thread thread = new Thread(this::loop, "forgetting");
  private final CountDownLatch closing = new CountDownLatch(1);

  public Forgetting(Registry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Begins in the background. */
  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      do {
        turn();
      } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("Stopped in the middle", e);
    }
  }

  /** One turn: every environment's. */
  void turn() {
    try {
      for (Environment environment : registry.environments().list()) {
        if (closing.getCount() == 0) {
          return;
        }
        forget(environment.name(), environment.settings().oversight().retention());
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, a thread that ended would let the registry grow for good.
      LOG.warn("What is old couldn't be forgotten; it is tried again", e);
    }
  }

  private void forget(EnvironmentName environment, Retention retention) {
    Instant now = clock.instant();
    int runs =
        registry
            .runs()
            .prune(environment, now.minus(Duration.ofDays(retention.runDays())), retention.runs());
    int syncs =
        registry
            .syncs()
            .prune(
                environment, now.minus(Duration.ofDays(retention.syncDays())), retention.syncs());
    LOG.debug("Forgot {} runs and {} syncs of {}", runs, syncs, environment);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
