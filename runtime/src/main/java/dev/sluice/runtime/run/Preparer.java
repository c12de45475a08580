package dev.sluice.runtime.run;

import dev.sluice.runtime.BundleException;
import java.time.Duration;
import org.graalvm.polyglot.PolyglotException;

/** Parses programs before they are needed. Thread-safe. */
public final class Preparer {
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private final Host host;

  public Preparer(Host host) {
    this.host = host;
  }

  /**
   * Parses the program in a realm of its environment, which is then ready for it.
   *
   * @param patience how long to wait for a realm
   * @throws BundleException if it doesn't parse
   * @throws dev.sluice.runtime.SaturatedException if there's no realm to be had
   */
  public void prepare(Runner.Job job, Duration patience) throws BundleException {
    String environment = job.source().owner().environment();
    try (Hold hold = Hold.take(host, environment, patience, AT_MOST)) {
      hold.realm().load(job.code());
      hold.markClean();
    } catch (PolyglotException e) {
      throw new BundleException("The bundle can't be loaded: " + e.getMessage());
    }
  }
}
