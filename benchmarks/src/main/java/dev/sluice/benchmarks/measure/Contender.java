package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.child.Child;
import dev.sluice.benchmarks.load.ClosedLoop;
import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.load.WarmUp;
import dev.sluice.benchmarks.load.Window;
import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Progress;
import java.time.Duration;

/** One server in a comparison, and how it is loaded. Not thread-safe. */
final class Contender {
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final int MOST_WINDOWS = 60;

  private final String name;
  private final Target target;
  private final Child child;
  private final int connections;
  private boolean settled;

  /** Sluice's gateway, for the login with five claims. */
  static Contender sluice(LiveSluice sluice, int connections) {
    return new Contender("Sluice", sluice.login(), sluice.server().child(), connections);
  }

  Contender(String name, Target target, Child child, int connections) {
    this.name = name;
    this.target = target;
    this.child = child;
    this.connections = connections;
  }

  /**
   * Loads it until it has settled. What is to agree is its processor time for a run, which on a
   * core of its own is the same as its rate, and tells more where the core is shared.
   */
  void warmUp(Setting setting) {
    WarmUp.Result result =
        new WarmUp(WINDOW, MOST_WINDOWS)
            .run(
                window -> watched(window, setting.progress()).cpuMicros(),
                () -> child.cpu().compareTo(setting.leastWarmUp()) >= 0);
    settled = result.settled();
    setting
        .progress()
        .say(
            "%s: warm after %d windows%s"
                .formatted(name, result.windows(), settled ? "" : ", but NOT settled"));
  }

  private Sample watched(Duration window, Progress progress) {
    Sample sample = run(window);
    progress.say(
        "  %s runs/s, %s of CPU a run"
            .formatted(Figures.whole(sample.rate()), Figures.micros(sample.cpuMicros())));
    return sample;
  }

  /** Loads it for that long, through connections of its own: servers close those left silent. */
  Sample run(Duration lasting) {
    try (Connections opened = Connections.open(target, connections)) {
      Duration before = child.cpu();
      Window window = new ClosedLoop(opened).run(lasting);
      return new Sample(window, child.cpu().minus(before));
    }
  }

  /** Its name, and a mark if its rate never settled. */
  String label() {
    return settled ? name : name + " (never settled)";
  }
}
