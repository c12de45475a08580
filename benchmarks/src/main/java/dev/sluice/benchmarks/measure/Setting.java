package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import dev.sluice.benchmarks.report.Progress;
import java.time.Duration;

/** What every measure is given. */
public record Setting(Options options, Workspace workspace, Progress progress) {
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP_SECONDS = 60;

  /** The cores of whatever is measured; the load generator was started on another. */
  Cores serverCores() {
    return new Cores(options.find("server-cores").orElse("0"));
  }

  /**
   * The processor time that a server has used when it may be warm. Compiling the compiler, and with
   * it JavaScript, takes about a minute; meanwhile the rate may stand still.
   */
  Duration leastWarmUp() {
    return Duration.ofSeconds(options.number("warm-up", WARM_UP_SECONDS));
  }

  int connections() {
    return options.number("connections", CONNECTIONS);
  }

  /** How long one window that counts is. */
  Duration window() {
    return Duration.ofSeconds(options.number("seconds", 4));
  }
}
