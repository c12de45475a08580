package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmarks.load.Answer;
import dev.sluice.benchmarks.load.Burst;
import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.Watcher;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Progress;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.time.Duration;
import java.util.List;

/**
 * As many runs at once as a server takes on, each waiting for a service that takes 200 ms: how long
 * after the first was sent the last is answered.
 */
public final class InFlight {
  private static final int RUNS = 256;
  private static final Duration UPSTREAM = Duration.ofMillis(200);
  private static final int BURSTS_BETWEEN = 20;
  private static final byte[] COMPLETED = "\"status\":\"completed\"".getBytes(UTF_8);

  private final Setting setting;

  public InFlight(Setting setting) {
    this.setting = setting;
  }

  /** Counts the runs that didn't come to their end. */
  private static final class Failures implements Watcher {
    private final Progress progress;
    private int count;

    Failures(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void answered(Answer answer, int mark) {
      if (!answer.isOk() || !answer.has(COMPLETED)) {
        if (count++ == 0) {
          progress.say("the first failure: " + answer.body());
        }
      }
    }
  }

  /** Measures, and gives the table. */
  public String run() {
    try (SlowUpstream upstream = SlowUpstream.start(UPSTREAM);
        SluiceServer server = SluiceServer.start(setting.workspace(), setting.serverCores());
        Team team =
            Team.connect(
                server, "production", setting.workspace().folder(), List.of(upstream.target()))) {
      team.release(Workflows.awaitUpstream(upstream.uri()));
      try (Connections connections = Connections.open(team.login(), RUNS)) {
        return measure(connections, server);
      }
    }
  }

  private String measure(Connections connections, SluiceServer server) {
    Failures cold = new Failures(setting.progress());
    Burst warmUp = new Burst(connections, cold);
    for (int i = 1; server.child().cpu().compareTo(setting.leastWarmUp()) < 0; i++) {
      Window window = warmUp.run();
      if (i % BURSTS_BETWEEN == 0) {
        setting.progress().say("warming up: all within " + Figures.millis(window.mostMillis()));
      }
    }
    Table table = new Table(RUNS + " runs at once", "failed", "p50", "p99", "longest");
    table.row("while warming up", Integer.toString(cold.count), "", "", "");
    for (int i = 1; i <= setting.options().number("rounds", 10); i++) {
      Failures failures = new Failures(setting.progress());
      row(table, "burst " + i, failures, new Burst(connections, failures).run());
    }
    return table.toString();
  }

  private static void row(Table table, String name, Failures failures, Window window) {
    table.row(
        name,
        Integer.toString(failures.count),
        Figures.millis(window.millisAt(50)),
        Figures.millis(window.millisAt(99)),
        Figures.millis(window.mostMillis()));
  }
}
