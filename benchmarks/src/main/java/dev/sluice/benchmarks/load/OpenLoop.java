package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/**
 * Load that asks at a fixed rate, however long the answers take. A request that finds no free
 * connection waits, and its latency counts from when it was to be sent. Of one thread.
 */
public final class OpenLoop {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final Connections connections;
  private final Pace pace;
  private final Watcher watcher;
  private final Runnable meanwhile;
  private final boolean inTurn;
  private final Deque<Connection> free = new ArrayDeque<>();

  /** Load over connections with nothing under way. */
  public OpenLoop(Connections connections, Pace pace, Watcher watcher) {
    this(connections, pace, watcher, () -> {});
  }

  /**
   * Load over connections with nothing under way.
   *
   * @param meanwhile done again and again between requests; must not take long
   */
  public OpenLoop(Connections connections, Pace pace, Watcher watcher, Runnable meanwhile) {
    this(connections, pace, watcher, meanwhile, false);
  }

  private OpenLoop(
      Connections connections, Pace pace, Watcher watcher, Runnable meanwhile, boolean inTurn) {
    this.connections = connections;
    this.pace = pace;
    this.watcher = watcher;
    this.meanwhile = meanwhile;
    this.inTurn = inTurn;
    free.addAll(connections.all());
  }

  /** The same that uses every connection as often, not the one that was free last. */
  public static OpenLoop inTurn(Connections connections, Pace pace, Watcher watcher) {
    return new OpenLoop(connections, pace, watcher, () -> {}, true);
  }

  /** Asks so many times a second for that long, and awaits every answer. */
  public Window run(double perSecond, Duration lasting) {
    Schedule schedule = new Schedule(System.nanoTime(), perSecond, lasting);
    Histogram latencies = Window.histogram();
    while (latencies.getTotalCount() < schedule.count()) {
      send(schedule);
      long idle = schedule.next() - System.nanoTime();
      connections.poll(pace.millis(idle), connection -> answered(connection, latencies));
      meanwhile.run();
      if (System.nanoTime() - schedule.end() > PATIENCE_NANOS) {
        throw new BadAnswerException("requests weren't answered within 30 s");
      }
    }
    return new Window(lasting, latencies);
  }

  private void send(Schedule schedule) {
    while (!free.isEmpty() && schedule.isDue(System.nanoTime())) {
      connections.send(free.pop(), schedule.next(), watcher.mark());
      schedule.sent++;
    }
  }

  private void answered(Connection connection, Histogram latencies) {
    latencies.recordValue(Math.max(0, System.nanoTime() - connection.since()));
    watcher.answered(connection.answer(), connection.mark());
    if (inTurn) {
      free.addLast(connection);
    } else {
      free.push(connection);
    }
  }

  /** When each request is to be sent. */
  private static final class Schedule {
    private static final double NANOS = 1e9;

    private final long began;
    private final double perSecond;
    private final Duration lasting;
    private long sent;

    Schedule(long began, double perSecond, Duration lasting) {
      this.began = began;
      this.perSecond = perSecond;
      this.lasting = lasting;
    }

    long count() {
      return Math.round(perSecond * lasting.toNanos() / NANOS);
    }

    long next() {
      return began + Math.round(sent * NANOS / perSecond);
    }

    boolean isDue(long now) {
      return sent < count() && next() - now <= 0;
    }

    long end() {
      return began + lasting.toNanos();
    }
  }
}
