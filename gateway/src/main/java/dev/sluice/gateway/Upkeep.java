package dev.sluice.gateway;

import dev.sluice.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process does beside its requests, again and again: one chore at a time. Owns its thread.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("upkeep").factory());

  /** Does the chore from now on, with that pause between; first within a minute. */
  void every(Duration pause, String name, Runnable chore) {
    long millis = pause.toMillis();
    // A process that never lives for a whole pause does its chores too.
    long first = Math.min(millis, FIRST.toMillis());
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> attempt(name, chore), first, millis, TimeUnit.MILLISECONDS);
  }

  /** Does it once, here; a failure is told and no more. */
  static void attempt(String name, Runnable chore) {
    try {
      chore.run();
    } catch (RegistryException e) {
      LOG.warn("{} has to wait: {}", name, e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is, a chore that threw would never be done again.
      LOG.error("{} failed; it is tried again", name, e);
    }
  }

  /** Begins no further chore, and interrupts the one under way, without waiting for it. */
  void stop() {
    thread.shutdownNow();
  }

  @Override
  public void close() {
    stop();
    try {
      thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
