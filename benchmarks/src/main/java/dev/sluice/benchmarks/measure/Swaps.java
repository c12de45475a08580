package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Watcher;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Workflows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The live release swapped again and again while logins keep coming, by rollbacks through the API:
 * first to one of so many releases in turn that the gateway has forgotten each program when its
 * turn comes, then between two that it keeps. A failed run, or one on a program that was no longer
 * live when it was asked for, voids the measurement.
 */
public final class Swaps {
  private static final int CONNECTIONS = 64;
  private static final int SWAPS = 1_000;
  private static final int PER_SECOND = 20;

  /** More than the programs that the gateway keeps of those it swapped out. */
  private static final int RELEASES = 40;

  private static final String COMPANY = "Acme Inc.";

  private final Setting setting;
  private final Table table =
      new Table("logins", "runs", "compiled", "p50", "p99", "longest", "p99 beside before");

  public Swaps(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      List<PastRelease> releases = releases(sluice);
      double rate = setting.options().number("rate", (int) (Peak.of(sluice, setting) / 4));
      long compiled = swaps(sluice, rate, releases, "each to a program not kept");
      if (compiled < setting.options().number("count", SWAPS)) {
        throw new IllegalStateException(
            "the gateway compiled only %d programs anew: give more --releases".formatted(compiled));
      }
      swaps(sluice, rate, releases.subList(0, 2), "between two that are kept");
      return table
          + "\n\n"
          + Figures.whole(rate)
          + " logins/s. No run failed, none was answered by a program swapped out before it was"
          + " asked for.";
    }
  }

  /** As many different ones as asked for; the first is live already. */
  private List<PastRelease> releases(LiveSluice sluice) {
    List<PastRelease> releases = new ArrayList<>();
    releases.add(new PastRelease(sluice.team().rollback(1), COMPANY));
    int most = setting.options().number("releases", RELEASES);
    for (int i = 2; i <= most; i++) {
      String company = "Acme %d Ltd.".formatted(i);
      int number = sluice.team().release(Workflows.fiveClaims().replace(COMPANY, company));
      releases.add(new PastRelease(sluice.team().rollback(number), company));
    }
    setting.progress().say(most + " releases are prepared");
    return releases;
  }

  /** Without swaps, and then with them; gives how many programs were compiled for them. */
  private long swaps(LiveSluice sluice, double rate, List<PastRelease> releases, String which) {
    Swapper swapper =
        new Swapper(
            releases,
            setting.options().number("per-second", PER_SECOND),
            setting.options().number("count", SWAPS));
    Window before = load(sluice, swapper, () -> {}, rate, Duration.ofSeconds(15));
    row("before", before, "", "");
    setting.progress().say("p99 before: " + Figures.millis(before.millisAt(99)));
    long compiledBefore = compiled(sluice);
    Window during = during(sluice, rate, swapper);
    long compiled = compiled(sluice) - compiledBefore;
    row(
        "during %s swaps %s".formatted(Figures.count(swapper.done()), which),
        during,
        Figures.count(compiled),
        Figures.times(during.millisAt(99) / before.millisAt(99)));
    return compiled;
  }

  private Window during(LiveSluice sluice, double rate, Swapper swapper) {
    Histogram latencies = Window.histogram();
    Duration lasted = Duration.ZERO;
    while (!swapper.isDone()) {
      Window window = load(sluice, swapper, swapper, rate, Duration.ofSeconds(5));
      latencies.add(window.latencies());
      lasted = lasted.plus(window.lasted());
      setting.progress().say(swapper.done() + " swaps, p99 " + Figures.millis(window.millisAt(99)));
    }
    return new Window(lasted, latencies);
  }

  private static long compiled(LiveSluice sluice) {
    return sluice.server().admin().metrics().value("sluice_programs_compiled_total");
  }

  private static Window load(
      LiveSluice sluice, Watcher watcher, Runnable meanwhile, double rate, Duration lasting) {
    try (Connections connections = Connections.open(sluice.login(), CONNECTIONS)) {
      return new OpenLoop(connections, Pace.EXACT, watcher, meanwhile).run(rate, lasting);
    }
  }

  private void row(String when, Window window, String compiled, String beside) {
    table.row(
        when,
        Figures.count(window.latencies().getTotalCount()),
        compiled,
        Figures.millis(window.millisAt(50)),
        Figures.millis(window.millisAt(99)),
        Figures.millis(window.mostMillis()),
        beside);
  }
}
