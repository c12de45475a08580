package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** Sluice and one peer, measured right after each other again and again. */
final class Pair {
  private final Contender sluice;
  private final Contender peer;
  private final List<Round> rounds = new ArrayList<>();

  Pair(Contender sluice, Contender peer) {
    this.sluice = sluice;
    this.peer = peer;
  }

  private record Round(Sample sluice, Sample peer) {}

  /** Measures both once. */
  void measure(Duration lasting, Progress progress) {
    Round round = new Round(sluice.run(lasting), peer.run(lasting));
    rounds.add(round);
    progress.say(
        "Sluice %s runs/s, %s %s runs/s"
            .formatted(
                Figures.whole(round.sluice.rate()),
                peer.label(),
                Figures.whole(round.peer.rate())));
  }

  String name() {
    return peer.label();
  }

  /** What was seen of Sluice, a sample for each round. */
  List<Sample> sluiceSamples() {
    return rounds.stream().map(Round::sluice).toList();
  }

  /** The median of what was seen of the peer. */
  double peer(ToDoubleFunction<Sample> figure) {
    return Figures.median(rounds.stream().map(it -> figure.applyAsDouble(it.peer)).toList());
  }

  /** The median of what each round's two samples, Sluice's first, make of each other. */
  double compared(ToDoubleBiFunction<Sample, Sample> figure) {
    return Figures.median(
        rounds.stream().map(it -> figure.applyAsDouble(it.sluice, it.peer)).toList());
  }
}
