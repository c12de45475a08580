package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.OpenLoop;
import dev.sluice.benchmarks.load.Pace;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.sluice.Polling;
import dev.sluice.benchmarks.sluice.SluiceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two gateways that serve the same, loaded at the same time, each at a rate of its own. One that
 * isn't asked for long loses what was compiled of it, so each is asked a little always.
 */
final class Gateways {
  /** Runs a second that keep a gateway warm. */
  static final double TRICKLE = 20;

  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final List<Side> sides;
  private final int connections;

  Gateways(List<Side> sides, int connections) {
    this.sides = List.copyOf(sides);
    this.connections = connections;
  }

  /** One of them, and what is asked of it. */
  record Side(SluiceServer server, Target login) {}

  /**
   * Loads them for that long, and tells what each saw and used.
   *
   * @param rates runs a second, one for each
   */
  List<Sample> load(List<Double> rates, Duration lasting) {
    List<Connections> opened = new ArrayList<>();
    try {
      sides.forEach(side -> opened.add(Connections.open(side.login(), connections)));
      List<OpenLoop> loops = opened.stream().map(Gateways::loop).toList();
      atOnce(loops, rates, SETTLING);
      List<Duration> before = cpu();
      List<Window> windows = atOnce(loops, rates, lasting);
      List<Duration> after = cpu();
      return IntStream.range(0, sides.size())
          .mapToObj(i -> new Sample(windows.get(i), after.get(i).minus(before.get(i))))
          .toList();
    } finally {
      opened.forEach(Connections::close);
    }
  }

  private static OpenLoop loop(Connections connections) {
    return new OpenLoop(connections, Pace.EXACT, (answer, _) -> answer.requireOk());
  }

  private static List<Window> atOnce(List<OpenLoop> loops, List<Double> rates, Duration lasting) {
    List<OpenLoop.UnderWay> all =
        IntStream.range(0, loops.size())
            .mapToObj(i -> loops.get(i).begin(rates.get(i), lasting))
            .toList();
    List<OpenLoop.UnderWay> left = new ArrayList<>(all);
    while (!left.isEmpty()) {
      left.forEach(OpenLoop.UnderWay::step);
      left.removeIf(OpenLoop.UnderWay::isDone);
    }
    return all.stream().map(OpenLoop.UnderWay::window).toList();
  }

  /** What they use while nobody asks anything. */
  Spent atRest(Duration lasting) {
    List<Duration> before = cpu();
    Polling.pause(lasting);
    List<Duration> after = cpu();
    Spent none = Spent.NOTHING;
    for (int i = 0; i < sides.size(); i++) {
      none = none.plus(new Spent(after.get(i).minus(before.get(i)), 0, lasting));
    }
    return none;
  }

  /** The processor time that each has used. */
  List<Duration> cpu() {
    return sides.stream().map(side -> side.server().child().cpu()).toList();
  }
}
