package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Workflows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The first login after a swap, and the one after it, on a server that is warm. */
public final class FirstRun {
  private static final int SWAPS = 50;

  private final Setting setting;

  public FirstRun(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      int other = sluice.team().release(Workflows.fiveClaims().replace("Acme Inc.", "Acme Ltd."));
      Peak.of(sluice, setting);
      List<Double> swaps = new ArrayList<>();
      List<Double> firsts = new ArrayList<>();
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < setting.options().number("count", SWAPS); i++) {
        swaps.add(millis(Probe.open(sluice.team().rollback(other - 1 + i % 2))));
        try (Probe login = Probe.open(sluice.login())) {
          firsts.add(asked(login));
          seconds.add(asked(login));
        }
      }
      Table table = new Table("after a swap", "median", "longest");
      row(table, "the first run", firsts);
      row(table, "the second run", seconds);
      row(table, "(the swap itself)", swaps);
      return table.toString();
    }
  }

  private static double millis(Probe probe) {
    try (probe) {
      return asked(probe);
    }
  }

  private static double asked(Probe probe) {
    return probe.ask().took().toNanos() / 1e6;
  }

  private static void row(Table table, String name, List<Double> millis) {
    table.row(
        name, Figures.millis(Figures.median(millis)), Figures.millis(Collections.max(millis)));
  }
}
