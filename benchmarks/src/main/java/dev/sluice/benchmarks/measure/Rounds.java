package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What was seen of Sluice and one peer right after each other, again and again: each round's two
 * samples are compared with each other and with no other round's, as what a core gives differs from
 * minute to minute. Not thread-safe.
 */
final class Rounds {
  private final List<Round> all = new ArrayList<>();

  /** One round. */
  record Round(Sample sluice, Sample peer) {}

  void add(Round round) {
    all.add(round);
  }

  /** What was seen of Sluice, a sample for each round. */
  List<Sample> sluice() {
    return all.stream().map(Round::sluice).toList();
  }

  /** The median of what was seen of the peer. */
  double peer(ToDoubleFunction<Sample> figure) {
    return Figures.median(all.stream().map(it -> figure.applyAsDouble(it.peer)).toList());
  }

  /** The median of what each round's two samples, Sluice's first, make of each other. */
  double compared(ToDoubleBiFunction<Sample, Sample> figure) {
    return Figures.median(
        all.stream().map(it -> figure.applyAsDouble(it.sluice, it.peer)).toList());
  }
}
