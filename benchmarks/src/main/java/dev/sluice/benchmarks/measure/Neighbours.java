package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.load.ClosedLoop;
import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one environment's trouble does to another's logins in the same process: a workflow that
 * never ends by itself is called without pause, beside logins at a modest rate. Nothing is pinned:
 * the server and the load share the cores.
 */
public final class Neighbours {
  private static final int RATE = 200;
  private static final int CONNECTIONS = 32;
  private static final int TROUBLING_CONNECTIONS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final byte[] COMPLETED = "\"status\":\"completed\"".getBytes(UTF_8);

  private final Setting setting;
  private final int rate;
  private final Duration window;

  public Neighbours(Setting setting) {
    this.setting = setting;
    this.rate = setting.options().number("rate", RATE);
    this.window = Duration.ofSeconds(setting.options().number("seconds", 20));
  }

  /** The neighbour's logins, and how many of them failed. */
  private record Seen(Window window, int failed) {}

  /** Measures, and gives the table. */
  public String run() {
    Cores cores = new Cores(setting.options().find("server-cores").orElse("0,1"));
    try (LiveSluice sluice = LiveSluice.start(setting, cores);
        Team troubling =
            Team.connect(sluice.server(), "troubling", setting.workspace().folder(), List.of())) {
      warmUp(sluice);
      Table table = new Table("the neighbour", "its runs", "failed", "p50", "p99", "longest");
      Seen quiet = logins(sluice);
      row(table, "is quiet", quiet);
      row(table, "loops forever", disturbed(sluice, troubling, Workflows.loopForever()));
      row(table, "allocates forever", disturbed(sluice, troubling, Workflows.allocateForever()));
      row(table, "is quiet again", logins(sluice));
      return table.toString();
    }
  }

  private void warmUp(LiveSluice sluice) {
    try (Connections connections = Connections.open(sluice.login(), TROUBLING_CONNECTIONS)) {
      new ClosedLoop(connections, Pace.GENTLE, (answer, mark) -> answer.requireOk()).run(WARM_UP);
    }
    logins(sluice);
  }

  private Seen logins(LiveSluice sluice) {
    AtomicInteger failed = new AtomicInteger();
    try (Connections connections = Connections.open(sluice.login(), CONNECTIONS)) {
      OpenLoop load =
          new OpenLoop(
              connections,
              Pace.GENTLE,
              (answer, mark) -> {
                if (!answer.isOk() || !answer.has(COMPLETED)) {
                  failed.incrementAndGet();
                }
              });
      return new Seen(load.run(rate, window), failed.get());
    }
  }

  private Seen disturbed(LiveSluice sluice, Team troubling, String source) {
    troubling.release(source);
    Thread trouble = Thread.ofPlatform().name("trouble").start(() -> trouble(troubling));
    Seen seen = logins(sluice);
    try {
      trouble.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return seen;
  }

  /** A little longer than the logins, so that none of them has it quiet. */
  private void trouble(Team troubling) {
    AtomicInteger answered = new AtomicInteger();
    try (Connections connections = Connections.open(troubling.login(), TROUBLING_CONNECTIONS)) {
      new ClosedLoop(connections, Pace.GENTLE, (answer, mark) -> answered.incrementAndGet())
          .run(window.plusSeconds(1));
    }
    setting.progress().say("the troubling workflow was ended " + answered + " times");
  }

  private static void row(Table table, String name, Seen seen) {
    table.row(
        name,
        Figures.count(seen.window().latencies().getTotalCount()),
        Integer.toString(seen.failed()),
        Figures.millis(seen.window().millisAt(50)),
        Figures.millis(seen.window().millisAt(99)),
        Figures.millis(seen.window().mostMillis()));
  }
}
