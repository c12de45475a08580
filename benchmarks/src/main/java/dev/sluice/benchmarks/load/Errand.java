package dev.sluice.benchmarks.load;

import java.util.function.Consumer;

/**
 * One request now and then, made beside a load by the load's own thread, which never waits for it.
 * Close it when done.
 */
public final class Errand implements AutoCloseable {
  private final Connections connections;
  private boolean underWay;

  public Errand(Target target) {
    this.connections = Connections.open(target, 1);
  }

  /** Sends the request. */
  public void send() {
    connections.send(connections.all().getFirst(), System.nanoTime(), 0);
    underWay = true;
  }

  public boolean isUnderWay() {
    return underWay;
  }

  /** Looks whether the answer is whole; if so, it is lent to {@code whole}. */
  public void poll(Consumer<Answer> whole) {
    connections.poll(
        0,
        connection -> {
          underWay = false;
          whole.accept(connection.answer());
        });
  }

  @Override
  public void close() {
    connections.close();
  }
}
