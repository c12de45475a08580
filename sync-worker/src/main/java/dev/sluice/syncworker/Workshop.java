package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import dev.sluice.syncworker.bundle.BundledFile;
import dev.sluice.syncworker.bundle.Bundler;
import dev.sluice.syncworker.bundle.Bundling;
import dev.sluice.syncworker.bundle.Wanted;
import dev.sluice.syncworker.check.Checks;
import dev.sluice.syncworker.check.Inspections;
import dev.sluice.syncworker.dependencies.Dependencies;
import dev.sluice.syncworker.dependencies.Installing;
import dev.sluice.syncworker.discover.ProjectFile;
import dev.sluice.syncworker.types.CheckedFiles;
import dev.sluice.syncworker.types.TypeChecker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes builds of a commit's workflows: install → bundle, types beside it and each bundle loaded as
 * soon as it's there → check. Thread-safe.
 */
final class Workshop implements AutoCloseable {
  private final Dependencies dependencies;
  private final Bundler bundler;
  private final TypeChecker types;
  private final Checks checks;

  /** Takes all of them over. */
  Workshop(Dependencies dependencies, Bundler bundler, TypeChecker types, Checks checks) {
    this.dependencies = dependencies;
    this.bundler = bundler;
    this.types = types;
    this.checks = checks;
  }

  /** Names all but a commit's files that decides what is built. */
  String tag() {
    return bundler.tag();
  }

  /** Why its bundler can't be started, in words; empty if it can be, as far as is known. */
  Optional<String> trouble() {
    return bundler.trouble();
  }

  /** Builds what isn't kept; what is wrong with the commit, its report tells. */
  Building build(ProjectFile project, Plan plan, Attempt attempt) {
    if (plan.toBuild().isEmpty() && !TypeStep.isStrict(attempt)) {
      return new Building.Done(check(List.of(), plan, attempt), plan.kept());
    }
    return switch (install(project, attempt)) {
      case Installing.Unavailable unavailable -> new Building.Broken(unavailable.cause());
      case Installing.Refused _ -> new Building.Done(List.of(), List.of());
      case Installing.Shipped _ -> build(project, plan, Optional.empty(), attempt);
      case Installing.Installed installed ->
          build(project, plan, Optional.of(installed.folder()), attempt);
    };
  }

  private Installing install(ProjectFile project, Attempt attempt) {
    if (!project.npm()) {
      return new Installing.Shipped();
    }
    Stopwatch took = new Stopwatch();
    SyncJournal journal = attempt.journal();
    Installing installing =
        journal.step(
            "install",
            () -> dependencies.install(attempt.source(), attempt.report(), journal::info));
    if (installing instanceof Installing.Installed) {
      attempt.journal().info("Packages are there after " + took);
    }
    return installing;
  }

  private Building build(ProjectFile project, Plan plan, Optional<Path> packages, Attempt attempt) {
    TypeStep typing =
        TypeStep.begin(types, new CheckedFiles(plan.paths(), project, packages), attempt);
    try (Inspections inspections = checks.begin(attempt.realms())) {
      return switch (bundle(plan, packages, attempt, inspections)) {
        case Bundling.Died died -> new Building.Broken(died.cause());
        case Bundling.Done done ->
            typing.conclude(check(done.files(), plan, attempt, inspections), plan.kept());
      };
    }
  }

  private Bundling bundle(
      Plan plan, Optional<Path> packages, Attempt attempt, Inspections inspections) {
    Stopwatch took = new Stopwatch();
    Wanted wanted = new Wanted(plan.toBuild(), packages, plan.likely());
    Bundling bundling =
        attempt
            .journal()
            .step(
                "bundle",
                () ->
                    bundler.bundle(wanted, attempt.source(), attempt.report(), inspections::begin));
    if (bundling instanceof Bundling.Done done) {
      String workflows = Counted.workflows(done.files().size());
      attempt.journal().info("Bundled " + workflows + " in " + took);
    }
    return bundling;
  }

  private List<Build> check(List<BundledFile> files, Plan plan, Attempt attempt) {
    try (Inspections none = checks.begin(attempt.realms())) {
      return check(files, plan, attempt, none);
    }
  }

  private List<Build> check(
      List<BundledFile> files, Plan plan, Attempt attempt, Inspections inspections) {
    Stopwatch took = new Stopwatch();
    List<Build> kept = plan.kept().stream().map(Kept::build).toList();
    List<Build> builds =
        attempt
            .journal()
            .step(
                "check",
                () -> checks.check(inspections, files, kept, attempt.source(), attempt.report()));
    attempt.journal().info("Checked " + Counted.workflows(files.size()) + " in " + took);
    return builds;
  }

  @Override
  public void close() {
    dependencies.close();
    bundler.close();
    types.close();
    checks.close();
  }
}
