package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.syncworker.discover.ProjectFile;
import dev.sluice.syncworker.discover.WorkflowFiles;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Inputs;
import dev.sluice.syncworker.fetch.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Fetch → verify → discover → build → deploy. Thread-safe. */
final class SyncPipeline {
  private static final Building NOTHING = new Building.Done(List.of(), List.of());

  private final Registry registry;
  private final Repositories repositories;
  private final Workshop workshop;
  private final Signatures signatures;
  private final KnownCommits knownCommits;
  private final EarlierBuilds earlierBuilds;
  private final EarlyPushes earlyPushes;

  SyncPipeline(
      Registry registry, Repositories repositories, Workshop workshop, Signatures signatures) {
    this.registry = registry;
    this.repositories = repositories;
    this.workshop = workshop;
    this.signatures = signatures;
    this.knownCommits = new KnownCommits(registry, workshop.tag());
    this.earlyPushes = new EarlyPushes(registry.syncs());
    this.earlierBuilds = new EarlierBuilds(registry.deployments(), workshop.tag());
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

  private Optional<SyncOutcome> early(Attempt attempt) {
    Optional<Duration> pause = earlyPushes.pause(attempt.sync(), attempt.commit());
    if (pause.isEmpty() && earlyPushes.isEarly(attempt.sync(), attempt.commit())) {
      attempt
          .journal()
          .warn(
              "The push told of %s, which the host still doesn't show: going on with what it shows"
                  .formatted(attempt.sync().head().map(CommitId::abbreviated).orElse("")));
    }
    return pause.map(it -> new SyncOutcome.Early(attempt.commit(), it));
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
    Optional<SyncOutcome> early = early(attempt);
    if (early.isPresent()) {
      return early.get();
    }
    signatures.verify(attempt);
    if (!attempt.report().isClean()) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    Optional<SyncOutcome.Unchanged> unchanged = knownCommits.find(attempt);
    if (unchanged.isPresent()) {
      return restoreDeleted(attempt).orElse(unchanged.get());
    }
    return switch (discoverAndBuild(attempt)) {
      case Building.Broken broken -> new SyncOutcome.Deferred(broken.cause());
      case Building.Done done -> deploy(done, attempt);
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

  private Building discoverAndBuild(Attempt attempt) {
    return ProjectFile.read(attempt.source(), attempt.report())
        .map(project -> build(project, discover(project, attempt), attempt))
        .orElse(NOTHING);
  }

  private Building build(ProjectFile project, WorkflowFiles files, Attempt attempt) {
    return files.paths().isEmpty()
        ? NOTHING
        : workshop.build(project, plan(files, attempt), attempt);
  }

  private Plan plan(WorkflowFiles files, Attempt attempt) {
    List<Kept> kept = earlierBuilds.of(files.paths(), attempt);
    if (!kept.isEmpty()) {
      attempt
          .journal()
          .info(
              "Kept %s as built before: nothing they are built from has changed"
                  .formatted(Counted.workflows(kept.size())));
    }
    return new Plan(files.paths(), kept);
  }

  private static WorkflowFiles discover(ProjectFile project, Attempt attempt) {
    WorkflowFiles files = WorkflowFiles.find(project, attempt.source(), attempt.report());
    if (!files.paths().isEmpty()) {
      String found = Counted.workflows(files.paths().size());
      attempt.journal().info("Found " + found + ": " + String.join(", ", files.paths()));
    }
    return files;
  }

  private SyncOutcome deploy(Building.Done done, Attempt attempt) {
    if (!attempt.report().isClean()) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    new Keyless(registry.workflowKeys()).mention(done.all(), attempt);
    attempt.journal().flush();
    return switch (registry.releases().deploy(built(done, attempt))) {
      case DeployOutcome.Released(Release release) -> {
        new Bystanding(release, done.all()).mention(attempt.journal());
        yield new SyncOutcome.Released(release);
      }
      case DeployOutcome.Built waiting -> new SyncOutcome.Built(waiting.deployments());
    };
  }

  private BuiltCommit built(Building.Done done, Attempt attempt) {
    Inputs inputs = attempt.source().inputs(workshop.tag());
    for (Kept kept : done.kept()) {
      inputs = inputs.and(kept.inputs());
    }
    return new BuiltCommit(
        attempt.sync().id(),
        new SyncedCommit(attempt.commit(), inputs.toText()),
        done.builds(),
        done.kept().stream().map(Kept::id).toList());
  }

  private void discardMirror(Environment environment) {
    try {
      repositories.discard(environment.name());
    } catch (IOException e) {
      throw new UncheckedIOException("the damaged mirror can't be deleted", e);
    }
  }
}
