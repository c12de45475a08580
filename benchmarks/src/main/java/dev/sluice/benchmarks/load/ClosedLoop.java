package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Load that asks again as soon as it was answered, on every connection: shows the most a server can
 * do. Of one thread.
 */
public final class ClosedLoop {
  private static final long IDLE_NANOS = 100_000_000;

  private final Connections connections;
  private final Pace pace;
  private final Watcher watcher;

  /** Load in which anything but a 200 is a {@link BadAnswerException}. */
  public ClosedLoop(Connections connections) {
    this(connections, Pace.EXACT, (answer, mark) -> answer.requireOk());
  }

  public ClosedLoop(Connections connections, Pace pace, Watcher watcher) {
    this.connections = connections;
    this.pace = pace;
    this.watcher = watcher;
  }

  /** Asks for that long. Requests still under way at the end are awaited, and not counted. */
  public Window run(Duration lasting) {
    Histogram latencies = Window.histogram();
    long began = System.nanoTime();
    long end = began + lasting.toNanos();
    Round round = new Round(latencies, end);
    for (Connection connection : connections.all()) {
      connections.send(connection, System.nanoTime(), watcher.mark());
      round.underWay++;
    }
    Consumer<Connection> answered = round::answered;
    while (round.underWay > 0) {
      connections.poll(pace.millis(IDLE_NANOS), answered);
      round.giveUpIfStuck();
    }
    return new Window(lasting, latencies);
  }

  /** One window's book-keeping. */
  private final class Round {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Histogram latencies;
    private final long end;
    private int underWay;

    Round(Histogram latencies, long end) {
      this.latencies = latencies;
      this.end = end;
    }

    void answered(Connection connection) {
      long now = System.nanoTime();
      watcher.answered(connection.answer(), connection.mark());
      if (now - end < 0) {
        latencies.recordValue(now - connection.since());
        connections.send(connection, now, watcher.mark());
      } else {
        underWay--;
      }
    }

    void giveUpIfStuck() {
      if (System.nanoTime() - end > PATIENCE_NANOS) {
        throw new BadAnswerException(underWay + " requests weren't answered within 30 s");
      }
    }
  }
}
