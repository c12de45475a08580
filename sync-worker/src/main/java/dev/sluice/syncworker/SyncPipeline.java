package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.syncworker.bundle.BundledFile;
import dev.sluice.syncworker.bundle.Bundler;
import dev.sluice.syncworker.bundle.Bundling;
import dev.sluice.syncworker.check.Checks;
import dev.sluice.syncworker.discover.ProjectFile;
import dev.sluice.syncworker.discover.WorkflowFiles;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Fetch → verify → discover → bundle → check → deploy. Thread-safe. */
final class SyncPipeline {
  private final Registry registry;
  private final Repositories repositories;
  private final Bundler bundler;
  private final Checks checks;
  private final Signatures signatures;
  private final KnownCommits knownCommits;

  SyncPipeline(
      Registry registry,
      Repositories repositories,
      Bundler bundler,
      Checks checks,
      Signatures signatures) {
    this.registry = registry;
    this.repositories = repositories;
    this.bundler = bundler;
    this.checks = checks;
    this.signatures = signatures;
    this.knownCommits = new KnownCommits(registry, bundler.tag());
  }

  /** Makes one attempt at a sync that this worker has claimed. */
  SyncOutcome run(Sync sync, SyncJournal journal) {
    Optional<Environment> environment = registry.environments().find(sync.environment());
    if (environment.isEmpty()) {
      return new SyncOutcome.Failed("There is no environment " + sync.environment() + " any more");
    }
    return switch (fetch(environment.get(), journal)) {
      case Fetching.Refused refused -> new SyncOutcome.Failed(refused.reason());
      case Fetching.Unavailable unavailable -> new SyncOutcome.Deferred(unavailable.cause());
      case Fetching.Fetched fetched -> bringIn(sync, environment.get(), fetched.tree(), journal);
    };
  }

  private SyncOutcome bringIn(
      Sync sync, Environment environment, SourceTree tree, SyncJournal journal) {
    try (tree) {
      return build(new Attempt(sync, environment, tree, journal));
    } catch (UncheckedIOException e) {
      discardMirror(environment);
      return new SyncOutcome.Deferred(
          "What was fetched can't be read and is fetched anew: " + e.getMessage());
    }
  }

  /** A commit brought in before is asked for its signature too: nobody may have asked then. */
  private SyncOutcome build(Attempt attempt) {
    signatures.verify(attempt);
    if (!attempt.report().isClean()) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    Optional<SyncOutcome.Unchanged> unchanged = knownCommits.find(attempt);
    if (unchanged.isPresent()) {
      return restoreDeleted(attempt).orElse(unchanged.get());
    }
    WorkflowFiles files = discover(attempt);
    return switch (bundle(files, attempt)) {
      case Bundling.Died died -> new SyncOutcome.Deferred(died.cause());
      case Bundling.Done done -> deploy(check(done.files(), attempt), attempt);
    };
  }

  /** Who asks for a sync gets deleted workflows back, also those of a commit known already. */
  private Optional<SyncOutcome> restoreDeleted(Attempt attempt) {
    if (!attempt.sync().isAskedFor() || !attempt.environment().settings().goLiveOnSync()) {
      return Optional.empty();
    }
    return registry
        .releases()
        .restoreDeleted(attempt.sync().id(), attempt.commit())
        .map(SyncOutcome.Released::new);
  }

  private Fetching fetch(Environment environment, SyncJournal journal) {
    Stopwatch took = new Stopwatch();
    var repository = environment.settings().repository();
    Fetching fetching = repositories.fetch(environment);
    if (fetching instanceof Fetching.Fetched fetched) {
      journal.info(
          "Fetched %s of branch %s in %s"
              .formatted(fetched.tree().commit(), repository.branch(), took));
    }
    return fetching;
  }

  private WorkflowFiles discover(Attempt attempt) {
    WorkflowFiles files =
        ProjectFile.read(attempt.source(), attempt.report())
            .map(project -> WorkflowFiles.find(project, attempt.source(), attempt.report()))
            .orElse(WorkflowFiles.NONE);
    if (!files.paths().isEmpty()) {
      attempt
          .journal()
          .info("Found " + counted(files.paths().size()) + ": " + String.join(", ", files.paths()));
    }
    return files;
  }

  private Bundling bundle(WorkflowFiles files, Attempt attempt) {
    if (files.paths().isEmpty()) {
      return new Bundling.Done(List.of());
    }
    Stopwatch took = new Stopwatch();
    Bundling bundling = bundler.bundle(files.paths(), attempt.source(), attempt.report());
    if (bundling instanceof Bundling.Done done) {
      attempt.journal().info("Bundled " + counted(done.files().size()) + " in " + took);
    }
    return bundling;
  }

  private List<Build> check(List<BundledFile> files, Attempt attempt) {
    Stopwatch took = new Stopwatch();
    List<Build> builds =
        checks.check(attempt.environment().name(), files, attempt.source(), attempt.report());
    attempt.journal().info("Checked " + counted(files.size()) + " in " + took);
    return builds;
  }

  private SyncOutcome deploy(List<Build> builds, Attempt attempt) {
    if (!attempt.report().isClean()) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    new Keyless(registry.workflowKeys()).mention(builds, attempt);
    String inputs = attempt.source().inputs(bundler.tag()).toText();
    SyncedCommit commit = new SyncedCommit(attempt.commit(), inputs);
    BuiltCommit built = new BuiltCommit(attempt.sync().id(), commit, builds);
    return switch (registry.releases().deploy(built)) {
      case DeployOutcome.Released released -> {
        tellOfThoseLeft(released.release(), attempt);
        yield new SyncOutcome.Released(released.release());
      }
      case DeployOutcome.Built waiting -> new SyncOutcome.Built(waiting.deployments());
    };
  }

  /** A workflow without a file goes on; nobody should have to find that out at a login. */
  private static void tellOfThoseLeft(Release release, Attempt attempt) {
    release.deployments().stream()
        .filter(deployment -> !deployment.commit().equals(attempt.commit()))
        .forEach(deployment ->
            attempt
                .journal()
                .warn(
                    "%s is no longer in the repository and stays live for %s, as built from %s"
                        .formatted(
                            deployment.workflow().id(),
                            deployment.workflow().trigger(),
                            deployment.commit().abbreviated())));
  }

  private void discardMirror(Environment environment) {
    try {
      repositories.discard(environment.name());
    } catch (IOException e) {
      throw new UncheckedIOException("the damaged mirror can't be deleted", e);
    }
  }

  private static String counted(int workflows) {
    return workflows == 1 ? "1 workflow" : workflows + " workflows";
  }
}
