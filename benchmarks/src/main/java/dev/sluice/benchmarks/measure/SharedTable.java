package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What two gateways cost beside one, as it is told.
 *
 * @param rate runs a second that one alone was asked
 * @param peak the most that one alone answered
 * @param settled whether windows agreed before anything was counted
 */
record SharedTable(List<SharedRound> rounds, double rate, double peak, boolean settled) {
  SharedTable {
    rounds = List.copyOf(rounds);
  }

  String text() {
    Table table =
        new Table("gateways", "CPU a run", "more than one alone", "half of the rounds between")
            .row("one alone, %s runs/s".formatted(Figures.whole(rate)), alone(), "", "");
    add(table, "one alone with half of that", SharedRound::half);
    add(table, "two that share that and a core, half each", SharedRound::shared);
    add(table, "two on one core, all of that each", SharedRound::both);
    return table + "\n\n" + fixed() + "\n" + setting();
  }

  private String alone() {
    return micros(round -> round.alone().microsPerRun());
  }

  private void add(Table table, String name, Function<SharedRound, Spent> which) {
    List<Double> more =
        rounds.stream()
            .map(it -> 100 * (which.apply(it).microsPerRun() / it.alone().microsPerRun() - 1))
            .toList();
    table.row(
        name,
        micros(round -> which.apply(round).microsPerRun()),
        percent(Figures.median(more)),
        percent(Figures.percentile(more, 25)) + " and " + percent(Figures.percentile(more, 75)));
  }

  private String fixed() {
    return ("A gateway that serves uses %s of CPU a second however much it serves, %s of it while"
            + " nobody asks anything; and %s for each run.")
        .formatted(
            Figures.millis(median(SharedRound::fixedMillis)),
            Figures.millis(median(it -> it.rest().millisPerSecond())),
            micros(SharedRound::microsOfOneMore));
  }

  private String setting() {
    return "%d rounds; the most that one alone answers is %s runs/s.%s"
        .formatted(
            rounds.size(),
            Figures.whole(peak),
            settled ? "" : " Windows never agreed before: what is told here may not hold.");
  }

  private String micros(ToDoubleFunction<SharedRound> figure) {
    return Figures.micros(median(figure));
  }

  private double median(ToDoubleFunction<SharedRound> figure) {
    return Figures.median(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%+.1f%%", value);
  }

  /** One round, as it is told meanwhile. */
  static String line(SharedRound round) {
    return "alone %s, half %s, shared %s, both %s of CPU a run; %s a second at rest"
        .formatted(
            Figures.micros(round.alone().microsPerRun()),
            Figures.micros(round.half().microsPerRun()),
            Figures.micros(round.shared().microsPerRun()),
            Figures.micros(round.both().microsPerRun()),
            Figures.millis(round.rest().millisPerSecond()));
  }
}
