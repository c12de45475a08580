package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import dev.sluice.benchmarks.report.Progress;
import java.time.Duration;

/** What every measure is given. */
public record Setting(Options options, Workspace workspace, Progress progress) {
  private static final int CONNECTIONS = 16;

  /** The cores of whatever is measured; the load generator was started on another. */
  Cores serverCores() {
    return new Cores(options.find("server-cores").orElse("0"));
  }

  int connections() {
    return options.number("connections", CONNECTIONS);
  }

  /** How long one window that counts is. */
  Duration window() {
    return Duration.ofSeconds(options.number("seconds", 4));
  }
}
