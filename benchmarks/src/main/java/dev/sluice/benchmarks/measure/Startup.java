package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.SluiceServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * From the start of {@code ./sluice serve} to the first 200 of {@code /readyz}, with a release to
 * load, on a disk that has just been read.
 */
public final class Startup {
  private static final int STARTS = 5;

  private final Setting setting;
  private final Cores cores;

  public Startup(Setting setting) {
    this.setting = setting;
    this.cores = new Cores(setting.options().find("server-cores").orElse("0,1"));
  }

  /** Measures, and gives the table. */
  public String run() {
    Path data;
    try (LiveSluice sluice = LiveSluice.start(setting, cores)) {
      data = sluice.server().data();
    }
    Table table = new Table("`./sluice serve` to ready", "median", "shortest", "longest");
    row(table, "with the JIT", starts(data, Map.of()));
    row(table, "interpreted", starts(data, Map.of("SLUICE_JIT", "off")));
    return table.toString();
  }

  private List<Double> starts(Path data, Map<String, String> variables) {
    start(data, variables);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < setting.options().number("count", STARTS); i++) {
      seconds.add(start(data, variables).toMillis() / 1e3);
    }
    return seconds;
  }

  private Duration start(Path data, Map<String, String> variables) {
    try (SluiceServer server = SluiceServer.start(setting.workspace(), data, cores, variables)) {
      setting.progress().say("ready after " + server.startedIn().toMillis() + " ms " + variables);
      return server.startedIn();
    }
  }

  private static void row(Table table, String name, List<Double> seconds) {
    table.row(
        name,
        Figures.seconds(Figures.median(seconds)),
        Figures.seconds(Collections.min(seconds)),
        Figures.seconds(Collections.max(seconds)));
  }
}
