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
    this.connections = connections;
    this.pace = pace;
    this.watcher = watcher;
    this.meanwhile = meanwhile;
    free.addAll(connections.all());
  }

  /** Asks so many times a second for that long, and awaits every answer. */
  public Window run(double perSecond, Duration lasting) {
    UnderWay load = begin(perSecond, lasting);
    while (!load.isDone()) {
      load.step();
    }
    return load.window();
  }

  /**
   * Begins what {@link #run} does in one go, so that one thread loads several servers, each at a
   * rate of its own: step by step in turn, at an exact pace, which never waits. One at a time.
   */
  public UnderWay begin(double perSecond, Duration lasting) {
    return new UnderWay(new Schedule(System.nanoTime(), perSecond, lasting));
  }

  /** A load that has begun. */
  public final class UnderWay {
    private final Schedule schedule;
    private final Histogram latencies = Window.histogram();

    private UnderWay(Schedule schedule) {
      this.schedule = schedule;
    }

    /** Whether all was asked and answered. */
    public boolean isDone() {
      return latencies.getTotalCount() >= schedule.count();
    }

    /** Sends what is due, and takes what has been answered. */
    public void step() {
      send(schedule);
      long idle = schedule.next() - System.nanoTime();
      connections.poll(pace.millis(idle), connection -> answered(connection, latencies));
      meanwhile.run();
      if (System.nanoTime() - schedule.end() > PATIENCE_NANOS) {
        throw new BadAnswerException("requests weren't answered within 30 s");
      }
    }

    /** What was seen, once it is done. */
    public Window window() {
      return new Window(schedule.lasting, latencies);
    }
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
    free.push(connection);
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
