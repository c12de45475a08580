package dev.sluice.benchmarks.measure;

import static java.util.stream.Collectors.joining;

import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.registry.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How long it takes to list fifty of a million runs, by each filter and by some together, on SQLite
 * and on PostgreSQL in turn.
 */
public final class RunLists {
  private static final int RUNS = 1_000_000;
  private static final int TIMES = 21;
  private static final int LISTED = 50;

  private final Setting setting;

  public RunLists(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    int count = setting.options().number("count", RUNS);
    Instant now = Instant.now();
    Supplier<ManyRuns> runs = () -> new ManyRuns(RunStore.ENVIRONMENT, count, now);
    try (RunStore sqlite = RunStore.sqlite(setting, runs.get());
        RunStore postgresql = RunStore.postgresql(setting, runs.get())) {
      Table table =
          new Table(
              "of " + Figures.count(count) + " runs",
              "found",
              "SQLite: median",
              "worst",
              "HTTP: median",
              "worst",
              "PostgreSQL: median",
              "worst",
              "HTTP: median",
              "worst");
      RunAsk.all(runs.get(), count)
          .forEach(ask -> table.row(row(ask, List.of(sqlite, postgresql))));
      return table.toString();
    }
  }

  private String[] row(RunAsk ask, List<RunStore> stores) {
    List<Listed> listed = stores.stream().map(_ -> new Listed()).toList();
    for (int i = 0; i < TIMES; i++) {
      for (int store = 0; store < stores.size(); store++) {
        listed.get(store).list(stores.get(store), ask);
      }
    }
    List<String> cells = new ArrayList<>();
    cells.add(ask.name());
    cells.add(
        listed.stream().map(it -> Integer.toString(it.found)).distinct().collect(joining("/")));
    listed.forEach(it -> cells.addAll(it.cells()));
    setting.progress().say(String.join(" | ", cells));
    return cells.toArray(String[]::new);
  }

  /** What one store took for one question, through the registry and over HTTP. */
  private static final class Listed {
    private final List<Double> inside = new ArrayList<>();
    private final List<Double> outside = new ArrayList<>();
    private int found;

    void list(RunStore store, RunAsk ask) {
      long began = System.nanoTime();
      found =
          store
              .registry()
              .runs()
              .list(RunStore.ENVIRONMENT, ask.filter(), PageRequest.first(LISTED))
              .items()
              .size();
      inside.add((System.nanoTime() - began) / 1e6);
      began = System.nanoTime();
      store.api().get("/v1/environments/production/runs?limit=" + LISTED + ask.query());
      outside.add((System.nanoTime() - began) / 1e6);
    }

    List<String> cells() {
      return Stream.of(inside, outside)
          .flatMap(it -> Stream.of(Figures.median(it), Collections.max(it)))
          .map(Figures::millis)
          .toList();
    }
  }
}
