package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Progress;
import java.time.Duration;

/** Sluice and one peer, measured right after each other again and again. */
final class Pair {
  private final Contender sluice;
  private final Contender peer;
  private final Rounds rounds = new Rounds();

  Pair(Contender sluice, Contender peer) {
    this.sluice = sluice;
    this.peer = peer;
  }

  /** Measures both once. */
  void measure(Duration lasting, Progress progress) {
    Rounds.Round round = new Rounds.Round(sluice.run(lasting), peer.run(lasting));
    rounds.add(round);
    progress.say(
        "Sluice %s runs/s, %s %s runs/s"
            .formatted(
                Figures.whole(round.sluice().rate()),
                peer.label(),
                Figures.whole(round.peer().rate())));
  }

  String name() {
    return peer.label();
  }

  /** What was seen. */
  Rounds rounds() {
    return rounds;
  }
}
