package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** One request by itself, to look at the answer. */
public final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Probe() {}

  /**
   * The body of the answer.
   *
   * @throws BadAnswerException for anything but a 200
   */
  public static String body(Target target) {
    AtomicReference<String> body = new AtomicReference<>();
    try (Connections connections = Connections.open(target, 1)) {
      Connection connection = connections.all().getFirst();
      connections.send(connection, System.nanoTime());
      connections.poll(PATIENCE.toMillis(), whole -> body.set(whole.answer().body()));
    }
    String text = body.get();
    if (text == null) {
      throw new BadAnswerException("no whole answer came from " + target.address());
    }
    return text;
  }
}
