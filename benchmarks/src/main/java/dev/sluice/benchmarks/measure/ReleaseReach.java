package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Cores;
import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Fleet;
import dev.sluice.benchmarks.sluice.Polling;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the transaction that makes a release to the last of several gateways serving it, as each
 * notes by the clock that all of them share: nobody asks anything meanwhile. A login at each
 * gateway then shows that it is so. The first moment is that of the release's row, a little before
 * the commit; the last is when the gateway's look at itself follows its swap: what is measured is
 * that much too long.
 */
public final class ReleaseReach {
  private static final int GATEWAYS = 3;
  private static final int RELEASES = 50;
  private static final int WARM_UP = 10;

  /** More than the programs that a gateway keeps of those it swapped out. */
  private static final int PROGRAMS = 40;

  private static final String COMPANY = "Acme Inc.";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(300);
  private static final JsonMapper JSON = new JsonMapper();

  private final Setting setting;
  private final int count;
  private final Table table = new Table("release", "median", "95%", "longest");

  public ReleaseReach(Setting setting) {
    this.setting = setting;
    this.count = setting.options().number("count", RELEASES);
  }

  /** Measures, and gives the table. */
  public String run() {
    Cores cores = new Cores(setting.options().find("server-cores").orElse("0,1"));
    try (Fleet fleet = Fleet.start(setting.workspace(), cores, GATEWAYS);
        Team team =
            Team.connect(fleet.all(), "production", setting.workspace().folder(), List.of())) {
      List<Integer> programs = programs(team);
      fleet.gateways().forEach(SluiceServer::awaitIdle);
      fleet.all().awaitIdle();
      releases(fleet, team, programs.subList(0, 2), "a program that gateways keep");
      releases(
          fleet, team, programs.subList(2, programs.size()), "a program that they compile anew");
      return table.toString();
    }
  }

  /** The releases with so many different programs. */
  private List<Integer> programs(Team team) {
    List<Integer> programs = new ArrayList<>();
    for (int i = 0; i < setting.options().number("releases", PROGRAMS); i++) {
      String source = Workflows.fiveClaims().replace(COMPANY, "Acme %d Ltd.".formatted(i));
      programs.add(team.release(source));
    }
    setting.progress().say(programs.size() + " programs are prepared");
    return programs;
  }

  private void releases(Fleet fleet, Team team, List<Integer> programs, String which) {
    List<Double> first = new ArrayList<>();
    List<Double> last = new ArrayList<>();
    for (int i = 0; i < WARM_UP + count; i++) {
      Polling.pause(BETWEEN);
      int number = team.rolledBack(programs.get(i % programs.size()));
      List<Double> reached = reached(fleet, team, number);
      if (i >= WARM_UP) {
        first.add(Collections.min(reached));
        last.add(Collections.max(reached));
      }
    }
    row(which + ", at the first of " + GATEWAYS, first);
    row(which + ", at the last", last);
  }

  /** After how many milliseconds each of the gateways served it. */
  private List<Double> reached(Fleet fleet, Team team, int number) {
    Polling.until(
        "release " + number + " is served by all",
        PATIENCE,
        () -> team.shown(number).path("servedByAll").booleanValue());
    for (SluiceServer gateway : fleet.gateways()) {
      requireServed(Probe.body(team.login(gateway)), number);
    }
    JsonNode release = team.shown(number);
    Instant made = Instant.parse(release.path("at").asString());
    List<Double> reached = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode by : release.path("servedBy")) {
      String name = by.path("gateway").asString();
      if (name.startsWith("gateway-") && names.add(name)) {
        Instant since = Instant.parse(by.path("since").asString());
        reached.add(Duration.between(made, since).toNanos() / 1e6);
      }
    }
    if (names.size() != GATEWAYS) {
      throw new IllegalStateException("not all gateways say that they serve it: " + release);
    }
    return reached;
  }

  private static void requireServed(String answer, int number) {
    if (JSON.readTree(answer).at("/workflow/release").asInt() != number) {
      throw new IllegalStateException(
          "a gateway says that it serves release " + number + ", but answers " + answer);
    }
  }

  private void row(String what, List<Double> millis) {
    setting.progress().say(what + ": " + Figures.millis(Figures.median(millis)));
    table.row(
        what,
        Figures.millis(Figures.median(millis)),
        Figures.millis(Figures.percentile(millis, 95)),
        Figures.millis(Collections.max(millis)));
  }
}
