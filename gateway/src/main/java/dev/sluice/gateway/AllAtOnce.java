package dev.sluice.gateway;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes parts beside each other and waits for all of them together. While the registry is away
 * each waits for it as long as the others: one after the other would take longer than whoever ends
 * this process waits.
 */
final class AllAtOnce {
  private static final Logger LOG = LoggerFactory.getLogger(AllAtOnce.class);

  private AllAtOnce() {}

  /**
   * Takes the steps; one that isn't done by then goes on alone, on a thread that keeps no process
   * alive.
   *
   * @param patience for all of them together
   */
  static void close(Duration patience, Runnable... steps) {
    List<Thread> closing =
        Stream.of(steps)
            .map(step -> Thread.ofPlatform().daemon().name("closing").start(step))
            .toList();
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : closing) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long late = closing.stream().filter(Thread::isAlive).count();
    if (late > 0) {
      LOG.warn(
          "The end isn't waited for any longer: {} of what was still to be done wasn't done within"
              + " {} s",
          late,
          patience.toSeconds());
    }
  }
}
