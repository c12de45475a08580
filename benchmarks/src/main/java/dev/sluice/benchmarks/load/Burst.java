package dev.sluice.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** As many requests at once as there are connections, one each. Of one thread. */
public final class Burst {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  private final Connections connections;
  private final Watcher watcher;
  private int underWay;

  public Burst(Connections connections, Watcher watcher) {
    this.connections = connections;
    this.watcher = watcher;
  }

  /** Sends them all and awaits them all; every latency counts from before the first was sent. */
  public Window run() {
    Histogram latencies = Window.histogram();
    long began = System.nanoTime();
    for (Connection connection : connections.all()) {
      connections.send(connection, began, watcher.mark());
    }
    underWay = connections.all().size();
    while (underWay > 0) {
      connections.poll(POLL_MILLIS, connection -> answered(connection, latencies));
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new BadAnswerException(underWay + " requests weren't answered within 30 s");
      }
    }
    return new Window(Duration.ofNanos(System.nanoTime() - began), latencies);
  }

  private void answered(Connection connection, Histogram latencies) {
    latencies.recordValue(System.nanoTime() - connection.since());
    watcher.answered(connection.answer(), connection.mark());
    underWay--;
  }
}
