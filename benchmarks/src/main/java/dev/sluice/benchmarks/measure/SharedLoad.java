package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.WarmUp;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.sluice.Fleet;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The processor time that a login costs at one gateway alone, and at two: windows in turn, each
 * compared with those beside it. What a gateway does beside its logins counts. Neither gateway is
 * ever idle for more than seconds. Two that share a core disturb each other too, which two on
 * machines of their own don't: what half of the load costs one is shown beside.
 */
public final class SharedLoad {
  private static final int ROUNDS = 10;
  private static final int WINDOWS_LONG = 2;
  private static final int MOST_WINDOWS = 120;

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
      List<Contender> full =
          fleet.gateways().stream()
              .map(it ->
                  new Contender("a gateway", team.login(it), it.child(), setting.connections()))
              .toList();
      Gateways gateways =
          new Gateways(
              fleet.gateways().stream().map(it -> new Gateways.Side(it, team.login(it))).toList(),
              setting.connections());
      double peak = peak(full, gateways);
      double rate = setting.options().number("rate", (int) (peak / 3));
      boolean settled = settled(gateways, rate);
      return new SharedTable(rounds(gateways, rate), rate, peak, settled).text();
    }
  }

  /** The most that one answers, once both are warm. */
  private double peak(List<Contender> full, Gateways gateways) {
    WarmUp.Result result =
        new WarmUp(setting.window().dividedBy(2), MOST_WINDOWS)
            .run(
                window -> {
                  List<Sample> samples = full.stream().map(it -> it.run(window)).toList();
                  double micros = Spent.of(samples).microsPerRun();
                  setting
                      .progress()
                      .say("warming up in turn: " + Figures.micros(micros) + " of CPU a run");
                  return micros;
                },
                () ->
                    gateways.cpu().stream()
                        .allMatch(used -> used.compareTo(setting.leastWarmUp()) >= 0));
    setting.progress().say("warm after " + result.windows() + " slices each" + settled(result));
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      full.forEach(it -> rates.add(it.run(setting.window()).rate()));
    }
    return Figures.median(rates);
  }

  /** What was compiled for all that a gateway can do isn't quite what a part of it needs. */
  private boolean settled(Gateways gateways, double rate) {
    WarmUp.Result result =
        new WarmUp(setting.window(), MOST_WINDOWS / 4)
            .run(
                window -> {
                  double micros =
                      Spent.of(gateways.load(List.of(rate, rate), window)).microsPerRun();
                  setting.progress().say("settling: " + Figures.micros(micros) + " of CPU a run");
                  return micros;
                },
                () -> true);
    setting.progress().say("settled after " + result.windows() + " windows" + settled(result));
    return result.settled();
  }

  private static String settled(WarmUp.Result result) {
    return result.settled() ? "" : ", but NOT settled";
  }

  private List<SharedRound> rounds(Gateways gateways, double rate) {
    List<SharedRound> rounds = new ArrayList<>();
    for (int round = 0; round < setting.options().number("rounds", ROUNDS); round++) {
      rounds.add(round(gateways, rate, round));
      setting.progress().say(SharedTable.line(rounds.getLast()));
    }
    return rounds;
  }

  /** How two gateways are loaded; alone, the other is asked just enough to stay warm. */
  private enum Kind {
    FIRST_ALONE,
    FIRST_HALF,
    SHARED,
    SECOND_ALONE,
    BOTH,
    SECOND_HALF,
    REST;

    /** Runs a second at each. */
    List<Double> rates(double rate) {
      return switch (this) {
        case FIRST_ALONE -> List.of(rate, Gateways.TRICKLE);
        case SECOND_ALONE -> List.of(Gateways.TRICKLE, rate);
        case FIRST_HALF -> List.of(rate / 2, Gateways.TRICKLE);
        case SECOND_HALF -> List.of(Gateways.TRICKLE, rate / 2);
        case SHARED -> List.of(rate / 2, rate / 2);
        case BOTH -> List.of(rate, rate);
        case REST -> List.of(0.0, 0.0);
      };
    }

    /** Of what was seen of each, those that count. */
    List<Sample> counted(List<Sample> samples) {
      return switch (this) {
        case FIRST_ALONE, FIRST_HALF -> samples.subList(0, 1);
        case SECOND_ALONE, SECOND_HALF -> samples.subList(1, 2);
        case SHARED, BOTH, REST -> samples;
      };
    }
  }

  /** None is always measured first. */
  private SharedRound round(Gateways gateways, double rate, int round) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    Collections.rotate(kinds, round);
    Map<Kind, Spent> spent = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) {
      spent.put(kind, spent(gateways, kind, rate));
    }
    return new SharedRound(
        sum(spent, Kind.FIRST_ALONE, Kind.SECOND_ALONE),
        sum(spent, Kind.FIRST_HALF, Kind.SECOND_HALF),
        sum(spent, Kind.SHARED),
        sum(spent, Kind.BOTH),
        sum(spent, Kind.REST));
  }

  private Spent spent(Gateways gateways, Kind kind, double rate) {
    return kind == Kind.REST
        ? gateways.atRest(setting.window())
        : Spent.of(
            kind.counted(
                gateways.load(kind.rates(rate), setting.window().multipliedBy(WINDOWS_LONG))));
  }

  private static Spent sum(Map<Kind, Spent> spent, Kind... kinds) {
    Spent all = Spent.NOTHING;
    for (Kind kind : kinds) {
      all = all.plus(spent.getOrDefault(kind, Spent.NOTHING));
    }
    return all;
  }
}
