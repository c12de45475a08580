package dev.sluice.benchmarks.peer;

import dev.sluice.benchmarks.child.Child;
import dev.sluice.benchmarks.load.BadAnswerException;
import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.sluice.Polling;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A running server that is measured beside Sluice. Closing it ends it.
 *
 * @param name as the table calls it
 */
public record Peer(String name, Target target, Child child) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The peer once it answers. */
  static Peer answering(String name, URI address, Workload workload, Child child) {
    Target target = Target.post(address.resolve("/"), Map.of(), workload.call());
    Peer peer = new Peer(name, target, child);
    try {
      Polling.until(name + " answers", PATIENCE, peer::answers);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
    return peer;
  }

  private boolean answers() {
    child.requireAlive();
    try {
      return !Probe.body(target).isEmpty();
    } catch (UncheckedIOException notYet) {
      return false;
    } catch (BadAnswerException e) {
      throw new IllegalStateException(name + " can't do what is to be measured", e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
