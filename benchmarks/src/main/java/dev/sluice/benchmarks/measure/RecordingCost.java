package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Child;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.util.ArrayList;
import java.util.List;

/**
 * What remembering runs costs the run API: windows on an environment that remembers all of them, on
 * one that remembers the usual number, and on one that remembers none, in turn on one server.
 */
public final class RecordingCost {
  private static final int ROUNDS = 7;

  private final Setting setting;

  public RecordingCost(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (SluiceServer server = SluiceServer.start(setting.workspace(), setting.serverCores());
        Team none = team(server, "none", 0);
        Team usual = team(server, "usual", 100);
        Team all = team(server, "everything", 100_000)) {
      List<Side> sides =
          List.of(
              side("none", none, server.child()),
              side("100 a second", usual, server.child()),
              side("everything", all, server.child()));
      sides.forEach(side -> side.contender.warmUp(setting));
      for (int round = 0; round < setting.options().number("rounds", ROUNDS); round++) {
        sides.forEach(side -> side.measure(setting));
      }
      return table(sides, server);
    }
  }

  private Team team(SluiceServer server, String name, int completedPerSecond) {
    Team team =
        Team.connect(server, name, setting.workspace().folder(), List.of(), completedPerSecond);
    team.release(Workflows.fiveClaims());
    return team;
  }

  private Side side(String name, Team team, Child child) {
    return new Side(name, new Contender(name, team.login(), child, setting.connections()));
  }

  private static String table(List<Side> sides, SluiceServer server) {
    Table table = new Table("remembered", "runs/s", "CPU a run", "the rate without, less");
    Side none = sides.getFirst();
    for (Side side : sides) {
      List<Double> less = new ArrayList<>();
      for (int round = 0; round < side.samples.size(); round++) {
        less.add(100 * (1 - side.samples.get(round).rate() / none.samples.get(round).rate()));
      }
      table.row(
          side.name,
          Figures.whole(Figures.median(side.samples.stream().map(Sample::rate).toList())),
          Figures.micros(Figures.median(side.samples.stream().map(Sample::cpuMicros).toList())),
          "%.1f%%".formatted(Figures.median(less)));
    }
    return table
        + "\n\nLost of everything: "
        + server.admin().get("/v1/environments/everything/runs?limit=1").path("lost");
  }

  /** One environment's windows. */
  private record Side(String name, Contender contender, List<Sample> samples) {
    Side(String name, Contender contender) {
      this(name, contender, new ArrayList<>());
    }

    void measure(Setting setting) {
      Sample sample = contender.run(setting.window());
      samples.add(sample);
      setting.progress().say(name + ": " + Figures.whole(sample.rate()) + " runs/s");
    }
  }
}
