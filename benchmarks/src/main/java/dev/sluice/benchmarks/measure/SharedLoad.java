package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Fleet;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The processor time that a login costs at one gateway alone, and at two that share the same load:
 * windows in turn, each compared with the one alone beside it. What a gateway does beside its
 * logins counts. Two that share a core disturb each other too, which two on machines of their own
 * don't: what half of the load costs one is shown beside.
 */
public final class SharedLoad {
  private static final int ROUNDS = 10;
  private static final int WINDOWS_LONG = 3;
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final Setting setting;

  public SharedLoad(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (Fleet fleet = Fleet.start(setting.workspace(), setting.serverCores(), 2);
        Team team =
            Team.connect(fleet.all(), "production", setting.workspace().folder(), List.of())) {
      team.release(Workflows.fiveClaims());
      List<Side> both = fleet.gateways().stream().map(it -> new Side(it, team.login(it))).toList();
      both.forEach(it -> it.contender(setting).warmUp(setting));
      double peak = both.getFirst().contender(setting).run(setting.window()).rate();
      double rate = setting.options().number("rate", (int) (peak / 3));
      return measured(both, rate)
          + "\n\n"
          + "%s logins/s in all; the most that one alone answers is %s."
              .formatted(Figures.whole(rate), Figures.whole(peak));
    }
  }

  private Table measured(List<Side> both, double rate) {
    Costs alone = new Costs();
    Costs shared = new Costs();
    Costs half = new Costs();
    for (int round = 0; round < setting.options().number("rounds", ROUNDS); round++) {
      // Each is alone as often, and none is always measured first.
      List<Side> one = List.of(both.get(round % both.size()));
      List<Runnable> windows =
          new ArrayList<>(
              List.<Runnable>of(
                  () -> alone.add(cpuMicros(one, rate)),
                  () -> shared.add(cpuMicros(both, rate)),
                  () -> half.add(cpuMicros(one, rate / 2))));
      Collections.rotate(windows, round / both.size());
      windows.forEach(Runnable::run);
      setting
          .progress()
          .say(
              "alone %s, shared %s, half %s of CPU a run"
                  .formatted(alone.last(), shared.last(), half.last()));
    }
    return new Table("gateways", "CPU a run", "more")
        .row("one alone", alone.median(), "")
        .row("two that share the load and a core", shared.median(), shared.moreThan(alone))
        .row("one with half of the load", half.median(), half.moreThan(alone));
  }

  /** What a run costs when these share that load. */
  private double cpuMicros(List<Side> sides, double rate) {
    List<Target> logins = sides.stream().map(Side::login).toList();
    try (Connections connections = Connections.open(logins, setting.connections())) {
      OpenLoop load = OpenLoop.inTurn(connections, Pace.EXACT, (answer, _) -> answer.requireOk());
      load.run(rate, SETTLING);
      Duration before = cpu(sides);
      Window window = load.run(rate, setting.window().multipliedBy(WINDOWS_LONG));
      return cpu(sides).minus(before).toNanos() / 1e3 / window.latencies().getTotalCount();
    }
  }

  private static Duration cpu(List<Side> sides) {
    return sides.stream()
        .map(it -> it.server().child().cpu())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** One of the gateways. */
  private record Side(SluiceServer server, Target login) {
    Contender contender(Setting setting) {
      return new Contender("a gateway", login, server.child(), setting.connections());
    }
  }

  /** What a run cost, in microseconds, a figure for each round. Not thread-safe. */
  private static final class Costs {
    private final List<Double> all = new ArrayList<>();

    void add(double micros) {
      all.add(micros);
    }

    String last() {
      return Figures.micros(all.getLast());
    }

    String median() {
      return Figures.micros(Figures.median(all));
    }

    /** The median of what each round makes of the two. */
    String moreThan(Costs other) {
      List<Double> more = new ArrayList<>();
      for (int round = 0; round < all.size(); round++) {
        more.add(100 * (all.get(round) / other.all.get(round) - 1));
      }
      return "%+.1f%%".formatted(Figures.median(more));
    }
  }
}
