package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Load that asks at a fixed rate, however long the answers take. A request that finds no free
 * connection waits, and its latency counts from when it was to be sent. Of one thread.
 */
public final class OpenLoop {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final Connections connections;
  private final Pace pace;
  private final Deque<Connection> free = new ArrayDeque<>();
  private final Consumer<Answer> look;

  /** How the time between two requests is spent. */
  public enum Pace {
    /** Spinning: exact, needs a core of its own. */
    EXACT,
    /** Asleep, to the millisecond: leaves the core to those who are measured. */
    GENTLE
  }

  /**
   * Load over connections with nothing under way.
   *
   * @param look is shown every answer
   */
  public OpenLoop(Connections connections, Pace pace, Consumer<Answer> look) {
    this.connections = connections;
    this.pace = pace;
    this.look = look;
    free.addAll(connections.all());
  }

  /**
   * Asks so many times a second for that long, and awaits every answer.
   *
   * @throws BadAnswerException for anything but a 200
   */
  public Window run(double perSecond, Duration lasting) {
    Histogram latencies = Window.histogram();
    long began = System.nanoTime();
    long count = Math.round(perSecond * lasting.toNanos() / 1e9);
    long sent = 0;
    long end = began + lasting.toNanos() + PATIENCE_NANOS;
    while (latencies.getTotalCount() < count) {
      long now = System.nanoTime();
      while (sent < count && !free.isEmpty() && began + offset(sent, perSecond) - now <= 0) {
        connections.send(free.pop(), began + offset(sent, perSecond));
        sent++;
      }
      connections.poll(millis(began + offset(sent, perSecond) - now), c -> answered(c, latencies));
      if (now - end > 0) {
        throw new BadAnswerException("requests weren't answered within 30 s");
      }
    }
    return new Window(lasting, latencies);
  }

  private static long offset(long number, double perSecond) {
    return Math.round(number * 1e9 / perSecond);
  }

  private long millis(long nanos) {
    return pace == Pace.EXACT || (nanos <= 0 && !free.isEmpty())
        ? 0
        : Math.clamp((nanos + 999_999) / 1_000_000, 1, 100);
  }

  private void answered(Connection connection, Histogram latencies) {
    latencies.recordValue(Math.max(0, System.nanoTime() - connection.since()));
    free.push(connection);
    look.accept(connection.answer());
  }
}
