package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import java.time.Duration;

/** How long a login takes at half of the rate that the server can do. */
public final class HalfLoad {
  private static final int CONNECTIONS = 64;
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Setting setting;

  public HalfLoad(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    Table table = new Table("rate", "p50", "p99", "p99.9", "longest");
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      double rate = Peak.of(sluice, setting) / 2;
      try (Connections connections = Connections.open(sluice.login(), CONNECTIONS)) {
        OpenLoop load = new OpenLoop(connections, Pace.EXACT, (answer, mark) -> answer.requireOk());
        load.run(rate, SETTLING);
        for (int round = 0; round < setting.options().number("rounds", 3); round++) {
          row(table, rate, load.run(rate, setting.window().multipliedBy(3)));
        }
      }
    }
    return table.toString();
  }

  private static void row(Table table, double rate, Window window) {
    table.row(
        Figures.whole(rate) + " runs/s",
        Figures.millis(window.millisAt(50)),
        Figures.millis(window.millisAt(99)),
        Figures.millis(window.millisAt(99.9)),
        Figures.millis(window.mostMillis()));
  }
}
