package dev.sluice.benchmarks.sluice;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what another process does, by looking again and again. */
public final class Polling {
  private static final Duration INTERVAL = Duration.ofMillis(2);

  private Polling() {}

  /**
   * Returns once it is so.
   *
   * @throws IllegalStateException if it isn't so in time
   */
  public static void until(String what, Duration patience, BooleanSupplier isSo) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited " + patience.toSeconds() + " s until " + what);
      }
      pause(INTERVAL);
    }
  }

  /** Lets so much time pass. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
