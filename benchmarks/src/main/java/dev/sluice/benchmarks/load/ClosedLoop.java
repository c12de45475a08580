package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Load that asks again as soon as it was answered, on every connection: shows the most a server can
 * do. Spins, so give it a core of its own. Of one thread.
 */
public final class ClosedLoop {
  private final Connections connections;

  public ClosedLoop(Connections connections) {
    this.connections = connections;
  }

  /**
   * Asks for that long. Requests still under way at the end are awaited, and not counted.
   *
   * @throws BadAnswerException for anything but a 200
   */
  public Window run(Duration lasting) {
    Histogram latencies = Window.histogram();
    long began = System.nanoTime();
    long end = began + lasting.toNanos();
    Round round = new Round(latencies, end);
    for (Connection connection : connections.all()) {
      connections.send(connection, System.nanoTime());
      round.underWay++;
    }
    Consumer<Connection> answered = round::answered;
    while (round.underWay > 0) {
      connections.poll(0, answered);
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
      if (now - end < 0) {
        latencies.recordValue(now - connection.since());
        connections.send(connection, now);
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
