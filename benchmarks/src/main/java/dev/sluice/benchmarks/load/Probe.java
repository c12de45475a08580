package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** One request by itself, on a connection kept for the next. Of one thread. Close it when done. */
public final class Probe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connections connections;
  private final Connection connection;

  private Probe(Connections connections) {
    this.connections = connections;
    this.connection = connections.all().getFirst();
  }

  /** Connects. */
  public static Probe open(Target target) {
    return new Probe(Connections.open(target, 1));
  }

  /** The body of the answer to one request, on a connection of its own. */
  public static String body(Target target) {
    try (Probe probe = open(target)) {
      return probe.ask().body();
    }
  }

  /**
   * What was answered, and when.
   *
   * @param took from the request's first byte to the answer's last
   */
  public record Asked(String body, Duration took) {}

  /**
   * Asks once and waits for the answer.
   *
   * @throws BadAnswerException for anything but a 200
   */
  public Asked ask() {
    AtomicReference<Asked> asked = new AtomicReference<>();
    long began = System.nanoTime();
    connections.send(connection, began, 0);
    while (asked.get() == null) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new BadAnswerException("a request wasn't answered within 30 s");
      }
      connections.poll(
          PATIENCE.toMillis(),
          whole -> {
            whole.answer().requireOk();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            asked.set(new Asked(whole.answer().body(), took));
          });
    }
    return asked.get();
  }

  @Override
  public void close() {
    connections.close();
  }
}
