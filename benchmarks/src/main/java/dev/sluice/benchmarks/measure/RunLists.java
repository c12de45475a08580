package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.trust.Trust;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long it takes to list fifty of a million runs, by each filter and by some together. */
public final class RunLists {
  private static final int RUNS = 1_000_000;
  private static final int TIMES = 21;
  private static final int LISTED = 50;
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  private final Setting setting;

  public RunLists(Setting setting) {
    this.setting = setting;
  }

  /** Measures, and gives the table. */
  public String run() {
    int count = setting.options().number("count", RUNS);
    Path data = setting.workspace().folder().resolve("data");
    Instant now = Instant.now();
    ManyRuns runs = new ManyRuns(ENVIRONMENT, count, now);
    List<RunAsk> asks = RunAsk.all(runs, count);
    try (Registry registry = Data.open(data)) {
      registry.environments().put(ENVIRONMENT, settings(), Map.of());
      runs.write(registry.runs(), setting.progress());
    }
    try (SluiceServer server =
            SluiceServer.start(setting.workspace(), data, setting.serverCores(), Map.of());
        Registry registry = Data.open(data)) {
      Table table =
          new Table(
              "of " + Figures.count(count) + " runs",
              "found",
              "registry: median",
              "worst",
              "HTTP: median",
              "worst");
      asks.forEach(ask -> table.row(row(ask, registry, server)));
      return table.toString();
    }
  }

  /** They are remembered for as long as this takes. */
  private static EnvironmentSettings settings() {
    Retention kept = new Retention(3_650, 10_000_000, 90, 1_000);
    return new EnvironmentSettings(
        new RepositoryAddress("https://example.com/team/auth.git", "main"),
        true,
        RunSettings.DEFAULT,
        new Oversight(
            Recording.DEFAULT, kept, Optional.empty(), Optional.empty(), TypeChecking.WARN),
        Trust.NONE);
  }

  private String[] row(RunAsk ask, Registry registry, SluiceServer server) {
    List<Double> inside = new ArrayList<>();
    List<Double> outside = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < TIMES; i++) {
      long began = System.nanoTime();
      found =
          registry.runs().list(ENVIRONMENT, ask.filter(), PageRequest.first(LISTED)).items().size();
      inside.add((System.nanoTime() - began) / 1e6);
      began = System.nanoTime();
      server.admin().get("/v1/environments/production/runs?limit=" + LISTED + ask.query());
      outside.add((System.nanoTime() - began) / 1e6);
    }
    setting.progress().say(ask.name() + ": " + Figures.millis(Figures.median(inside)));
    return new String[] {
      ask.name(),
      Integer.toString(found),
      Figures.millis(Figures.median(inside)),
      Figures.millis(Collections.max(inside)),
      Figures.millis(Figures.median(outside)),
      Figures.millis(Collections.max(outside))
    };
  }
}
