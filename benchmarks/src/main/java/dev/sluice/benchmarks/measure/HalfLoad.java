package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.peer.Candidate;
import dev.sluice.benchmarks.peer.Peer;
import dev.sluice.benchmarks.peer.PeerKind;
import dev.sluice.benchmarks.peer.PeerStarter;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import java.time.Duration;

/**
 * How long a login takes at half of the rate that the server can do; and a plain echo at the same
 * rate, which shows what of it is the machine's.
 */
public final class HalfLoad {
  private static final int CONNECTIONS = 64;
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final Duration ECHO_WARM_UP = Duration.ofSeconds(20);

  private final Setting setting;

  public HalfLoad(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    Table table = new Table("server", "rate", "p50", "p99", "p99.9", "longest");
    try (LiveSluice sluice = LiveSluice.start(setting, setting.serverCores())) {
      double rate = Peak.of(sluice, setting) / 2;
      try (Peer echo = echo(sluice)) {
        load(echo.target(), rate, ECHO_WARM_UP);
        for (int round = 0; round < setting.options().number("rounds", 3); round++) {
          row(table, "Sluice's gateway", rate, sluice.login());
          row(table, echo.name(), rate, echo.target());
        }
      }
    }
    return table.toString();
  }

  private Peer echo(LiveSluice sluice) {
    PeerStarter starter =
        new PeerStarter(setting.workspace(), setting.serverCores(), sluice.workload());
    return switch (starter.start(PeerKind.JAVALIN)) {
      case Candidate.Running(Peer peer) -> peer;
      case Candidate.Missing(String name, String why) ->
          throw new IllegalStateException(name + " can't be had: " + why);
    };
  }

  private void row(Table table, String name, double rate, Target target) {
    Window window = load(target, rate, setting.window().multipliedBy(3));
    table.row(
        name,
        Figures.whole(rate) + " runs/s",
        Figures.millis(window.millisAt(50)),
        Figures.millis(window.millisAt(99)),
        Figures.millis(window.millisAt(99.9)),
        Figures.millis(window.mostMillis()));
  }

  /** Through connections of its own: servers close those left silent. */
  private static Window load(Target target, double rate, Duration lasting) {
    try (Connections connections = Connections.open(target, CONNECTIONS)) {
      OpenLoop load = new OpenLoop(connections, Pace.EXACT, (answer, mark) -> answer.requireOk());
      load.run(rate, SETTLING);
      return load.run(rate, lasting);
    }
  }
}
