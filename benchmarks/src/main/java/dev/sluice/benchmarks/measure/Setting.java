package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.child.Workspace;
import dev.sluice.benchmarks.report.Progress;

/** What every measure is given. */
public record Setting(Options options, Workspace workspace, Progress progress) {

  /** The cores of whatever is measured; the load generator was started on another. */
  Cores serverCores() {
    return new Cores(options.find("server-cores").orElse("0"));
  }
}
