package dev.sluice.syncworker.check;

import dev.sluice.registry.deployment.Build;
import dev.sluice.syncworker.bundle.BundledFile;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Loads every bundle of a commit and sees that it is a workflow. Thread-safe. */
public final class Checks implements AutoCloseable {
  /** More realms than that would be made for it in one environment. */
  private static final int MOST_AT_ONCE = 4;

  private final Inspector inspector;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()),
          Thread.ofPlatform().daemon().name("inspection-", 0).factory());

  public Checks(Inspector inspector) {
    this.inspector = inspector;
  }

  /**
   * To have the bundles of one commit loaded.
   *
   * @param realms names whose realms they are loaded in
   */
  public Inspections begin(String realms) {
    return new Inspections(code -> inspector.inspect(realms, code), threads);
  }

  /**
   * Makes a build of each file that is sound; {@code report} tells what is wrong with the rest.
   *
   * @param inspections in which each of the files was begun
   * @param kept those of the commit that were found sound before
   */
  public List<Build> check(
      Inspections inspections,
      List<BundledFile> files,
      List<Build> kept,
      RecordedSource source,
      Report report) {
    Collisions collisions = new Collisions(report);
    for (Build build : kept) {
      collisions.add(text(build.workflow().file(), source), build.bundle().settings());
    }
    List<Build> builds = new ArrayList<>();
    for (BundledFile file : files) {
      if (file.empty()) {
        reportEmpty(file, report);
      } else {
        new FileCheck(file, text(file.path(), source), report, collisions)
            .check(inspections.of(file))
            .ifPresent(builds::add);
      }
    }
    return builds;
  }

  private static SettingsText text(String path, RecordedSource source) {
    return new SettingsText(path, source.peek(path).orElse(""));
  }

  private static void reportEmpty(BundledFile file, Report report) {
    report.problem(
        "empty_bundle",
        "Missing output bundle: the file has nothing that runs",
        Spot.startOf(file.path()));
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
