package dev.sluice.syncworker.check;

import dev.sluice.registry.deployment.Build;
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
   * @param realms names whose realms the bundles are loaded in
   */
  public List<Build> check(
      String realms, List<BundledFile> files, RecordedSource source, Report report) {
    Collisions collisions = new Collisions(report);
    List<Build> builds = new ArrayList<>();
    for (BundledFile file : files) {
      if (file.empty()) {
        reportEmpty(file, report);
      } else {
        SettingsText text = new SettingsText(file.path(), source.peek(file.path()).orElse(""));
        new FileCheck(file, text, report, collisions)
            .check(inspector.inspect(realms, file.code()))
            .ifPresent(builds::add);
      }
    }
    return builds;
  }

  private static void reportEmpty(BundledFile file, Report report) {
    report.problem(
        "empty_bundle",
        "Missing output bundle: the file has nothing that runs",
        Spot.startOf(file.path()));
  }
}
