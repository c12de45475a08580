package dev.sluice.syncworker.check;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.syncworker.bundle.BundledFile;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.util.ArrayList;
import java.util.List;

/** Loads every bundle of a commit and sees that it is a workflow. Thread-safe. */
public final class Checks {
  private final Inspector inspector;

  public Checks(Inspector inspector) {
    this.inspector = inspector;
  }

  /**
   * Makes a build of each file that is sound; {@code report} tells what is wrong with the rest.
   *
   * @param kept those of the commit that were found sound before
   */
  public List<Build> check(
      EnvironmentName environment,
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
            .check(inspector.inspect(environment.value(), file.code()))
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
}
