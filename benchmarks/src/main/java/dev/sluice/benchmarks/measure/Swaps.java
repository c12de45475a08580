package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.Errand;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Watcher;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Workflows;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The live release swapped again and again while logins keep coming: rollbacks through the API to
 * one of two releases in turn, whose programs are kept after the first round. A failed run, or one
 * on a program that was no longer live when it was asked for, voids the measurement.
 */
public final class Swaps {
  private static final int CONNECTIONS = 64;
  private static final int SWAPS = 1_000;
  private static final int PER_SECOND = 20;

  private final Setting setting;

  public Swaps(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      int other = sluice.team().release(Workflows.fiveClaims().replace("Acme Inc.", "Acme Ltd."));
      double rate = setting.options().number("rate", (int) (Peak.of(sluice, setting) / 4));
      try (Errand toFirst = new Errand(sluice.team().rollback(other - 1));
          Errand toSecond = new Errand(sluice.team().rollback(other))) {
        Swapper swapper =
            new Swapper(
                List.of(toFirst, toSecond),
                setting.options().number("per-second", PER_SECOND),
                setting.options().number("count", SWAPS));
        return measure(sluice, rate, swapper);
      }
    }
  }

  private String measure(LiveSluice sluice, double rate, Swapper swapper) {
    Window before = load(sluice, swapper, () -> {}, rate, Duration.ofSeconds(15));
    setting.progress().say("p99 before: " + Figures.millis(before.millisAt(99)));
    Histogram latencies = new Histogram(before.latencies());
    latencies.reset();
    while (!swapper.isDone()) {
      Window window = load(sluice, swapper, swapper, rate, Duration.ofSeconds(5));
      latencies.add(window.latencies());
      setting.progress().say(swapper.done() + " swaps, p99 " + Figures.millis(window.millisAt(99)));
    }
    Window during = new Window(Duration.ofSeconds(1), latencies);
    Table table =
        new Table("logins at " + Figures.whole(rate) + "/s", "runs", "p50", "p99", "longest");
    row(table, "before", before);
    row(table, "during " + swapper.done() + " swaps", during);
    return table
        + "\n\n"
        + "No run failed, none was answered by a program swapped out before it was asked for; p99"
        + " during swaps is "
        + Figures.times(during.millisAt(99) / before.millisAt(99))
        + " of before.";
  }

  private static Window load(
      LiveSluice sluice, Watcher watcher, Runnable meanwhile, double rate, Duration lasting) {
    try (Connections connections = Connections.open(sluice.login(), CONNECTIONS)) {
      return new OpenLoop(connections, Pace.EXACT, watcher, meanwhile).run(rate, lasting);
    }
  }

  private static void row(Table table, String name, Window window) {
    table.row(
        name,
        Figures.count(window.latencies().getTotalCount()),
        Figures.millis(window.millisAt(50)),
        Figures.millis(window.millisAt(99)),
        Figures.millis(window.mostMillis()));
  }
}
