package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What tracing costs the run API: windows on a server that traces nothing, asked by callers without
 * a {@code traceparent} and by callers with one, and on a server that sends each run's spans to a
 * collector, in turn on one core.
 */
public final class TracingCost {
  private static final int ROUNDS = 10;
  private static final Map<String, String> OFF = Map.of("OTEL_SDK_DISABLED", "true");
  private static final Map<String, String> CALLER =
      Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final Setting setting;

  public TracingCost(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    try (TraceSink sink = TraceSink.start();
        SluiceServer off = server("off", OFF);
        Team ofOff = team(off, "off");
        SluiceServer on = server("on", sink.variables());
        Team ofOn = team(on, "on")) {
      List<Side> sides =
          List.of(
              side("off", off, ofOff.login()),
              side("off, callers are traced", off, ofOff.login(CALLER)),
              side("on, every run", on, ofOn.login()));
      sides.forEach(side -> side.contender.warmUp(setting));
      for (int round = 0; round < setting.options().number("rounds", ROUNDS); round++) {
        measure(sides, round);
      }
      return table(sides) + "\n\nSent to the collector: " + sent(sink);
    }
  }

  /** None is always measured first. */
  private void measure(List<Side> sides, int round) {
    List<Side> order = new ArrayList<>(sides);
    Collections.rotate(order, round);
    order.forEach(side -> side.measure(setting));
  }

  private SluiceServer server(String name, Map<String, String> variables) {
    return SluiceServer.start(
        setting.workspace(),
        setting.workspace().folder().resolve("data-" + name),
        setting.serverCores(),
        variables);
  }

  private Team team(SluiceServer server, String name) {
    Team team = Team.connect(server, name, setting.workspace().folder(), List.of());
    team.release(Workflows.fiveClaims());
    return team;
  }

  private Side side(String name, SluiceServer server, Target login) {
    return new Side(name, new Contender(name, login, server.child(), setting.connections()));
  }

  private static Table table(List<Side> sides) {
    Table table = new Table("tracing", "runs/s", "less", "CPU a run", "more");
    Side off = sides.getFirst();
    for (Side side : sides) {
      table.row(
          side.contender.label(),
          Figures.whole(side.median(Sample::rate)),
          "%.1f%%".formatted(-side.compared(off, Sample::rate)),
          Figures.micros(side.median(Sample::cpuMicros)),
          "%.1f%%".formatted(side.compared(off, Sample::cpuMicros)));
    }
    return table;
  }

  /** Nothing else would tell that tracing wasn't on. */
  private static String sent(TraceSink sink) {
    if (sink.bytes() == 0) {
      throw new IllegalStateException("the collector was sent nothing: nothing was traced");
    }
    return Figures.megabytes(sink.bytes());
  }

  /** One way to be asked, and its windows, one for each round. */
  private record Side(String name, Contender contender, List<Sample> samples) {
    Side(String name, Contender contender) {
      this(name, contender, new ArrayList<>());
    }

    void measure(Setting setting) {
      Sample sample = contender.run(setting.window());
      samples.add(sample);
      setting
          .progress()
          .say(
              "%s: %s runs/s, %s of CPU a run"
                  .formatted(
                      name, Figures.whole(sample.rate()), Figures.micros(sample.cpuMicros())));
    }

    double median(ToDoubleFunction<Sample> figure) {
      return Figures.median(samples.stream().map(figure::applyAsDouble).toList());
    }

    /** By how many percent more, the median of the rounds. */
    double compared(Side other, ToDoubleFunction<Sample> figure) {
      List<Double> more = new ArrayList<>();
      for (int round = 0; round < samples.size(); round++) {
        double own = figure.applyAsDouble(samples.get(round));
        more.add(100 * (own / figure.applyAsDouble(other.samples.get(round)) - 1));
      }
      return Figures.median(more);
    }
  }
}
