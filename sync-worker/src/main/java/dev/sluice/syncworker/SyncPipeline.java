package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.DeployOutcome;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.Inputs;
import dev.sluice.syncworker.fetch.SourceTree;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fetch → verify → discover → build → deploy; of a pull request all but the last, so that nothing
 * that is live changes. Thread-safe.
 */
final class SyncPipeline {
  /** How often a host is asked for the commit it told of, before another is taken for it. */
  private static final int TRIES_FOR_THE_HEAD = 5;

  private static final Duration FIRST_LOOK = Duration.ofMillis(500);

  private final Registry registry;
  private final Repositories repositories;
  private final Workshop workshop;
  private final Signatures signatures;
  private final KnownCommits knownCommits;
  private final Herald herald;
  private final CommitBuilding building;
  private final EarlyPushes earlyPushes;

  SyncPipeline(
      Registry registry,
      Repositories repositories,
      Workshop workshop,
      Signatures signatures,
      Herald herald) {
    this.registry = registry;
    this.repositories = repositories;
    this.workshop = workshop;
    this.signatures = signatures;
    this.herald = herald;
    this.knownCommits = new KnownCommits(registry, workshop.tag());
    this.earlyPushes = new EarlyPushes(registry.syncs());
    this.building =
        new CommitBuilding(workshop, new EarlierBuilds(registry.deployments(), workshop.tag()));
  }

  /** Makes one attempt at a sync that this worker has claimed. */
  SyncOutcome run(Sync sync, SyncJournal journal) {
    Optional<Environment> environment = registry.environments().find(sync.environment());
    if (environment.isEmpty()) {
      return new SyncOutcome.Failed("There is no environment " + sync.environment() + " any more");
    }
    return run(sync, Upstream.of(sync, environment.get(), repositories), journal);
  }

  /** What fails in fetching is told of too, so the host is to hear before. */
  private SyncOutcome run(Sync sync, Upstream upstream, SyncJournal journal) {
    sync.head().ifPresent(told -> herald.begin(sync, upstream.environment(), told));
    return switch (journal.step("fetch", () -> upstream.fetch(journal))) {
      case Fetching.Refused refused -> refused(sync, refused);
      case Fetching.Unavailable unavailable -> new SyncOutcome.Deferred(unavailable.cause());
      case Fetching.Fetched(SourceTree tree) -> {
        SyncOutcome outcome = bringIn(sync, upstream, tree, journal);
        journal.afterwards(upstream::tidy);
        yield outcome;
      }
    };
  }

  /** A branch, or a pull request, that is new may be told of before its host shows it. */
  private SyncOutcome refused(Sync sync, Fetching.Refused refused) {
    Optional<Duration> pause =
        refused.at() == Hurdle.BRANCH ? earlyPushes.pauseWithoutBranch(sync) : Optional.empty();
    return pause
        .<SyncOutcome>map(it -> new SyncOutcome.Early(Optional.empty(), it))
        .orElseGet(() -> new SyncOutcome.Failed(refused.reason()));
  }

  private Optional<SyncOutcome> early(Attempt attempt) {
    Optional<Duration> pause = earlyPushes.pause(attempt.sync(), attempt.commit());
    if (pause.isEmpty() && earlyPushes.isEarly(attempt.sync(), attempt.commit())) {
      String told = EarlyPushes.told(attempt.sync());
      attempt
          .journal()
          .warn(told + ", which the host still doesn't show: going on with what it shows");
    }
    return pause.map(it -> new SyncOutcome.Early(Optional.of(attempt.commit()), it));
  }

  private SyncOutcome bringIn(Sync sync, Upstream upstream, SourceTree tree, SyncJournal journal) {
    journal.at(tree.commit());
    try (tree) {
      Attempt attempt = new Attempt(sync, upstream.environment(), tree, journal);
      Optional<PullRequest> request = sync.pullRequest();
      if (request.isPresent() && isEarly(request.get(), attempt)) {
        long doubled = 1L << (sync.progress().attempts() - 1);
        return new SyncOutcome.Early(Optional.of(tree.commit()), FIRST_LOOK.multipliedBy(doubled));
      }
      return request.isPresent() ? check(request.get(), attempt) : build(attempt);
    } catch (UncheckedIOException e) {
      // Who breaks a sync off ends its reading too: nothing is wrong with the mirror then.
      if (!Thread.currentThread().isInterrupted()) {
        upstream.discard();
      }
      return new SyncOutcome.Deferred(
          "What was fetched can't be read and is fetched anew: " + e.getMessage());
    }
  }

  private static boolean isEarly(PullRequest request, Attempt attempt) {
    return !request.isAt(attempt.commit())
        && attempt.sync().progress().attempts() <= TRIES_FOR_THE_HEAD;
  }

  private SyncOutcome check(PullRequest request, Attempt attempt) {
    if (!request.isAt(attempt.commit())) {
      attempt
          .journal()
          .warn(
              "The host told of another commit, %s: this one is checked, and not kept to be tried"
                  .formatted(request.head()));
    }
    herald.begin(attempt);
    if (!attempt.journal().step("verify", () -> isTrusted(attempt))) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    return switch (building.of(attempt)) {
      case Building.Broken broken -> new SyncOutcome.Deferred(broken.cause());
      case Building.Done done ->
          attempt.report().isClean()
              ? new SyncOutcome.Checked(attempt.commit(), done.all())
              : new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    };
  }

  /** A commit brought in before is asked for its signature too: nobody may have asked then. */
  private SyncOutcome build(Attempt attempt) {
    Optional<SyncOutcome> early = early(attempt);
    if (early.isPresent()) {
      return early.get();
    }
    herald.begin(attempt);
    if (!attempt.journal().step("verify", () -> isTrusted(attempt))) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    Optional<SyncOutcome.Unchanged> unchanged = knownCommits.find(attempt);
    if (unchanged.isPresent()) {
      return restoreDeleted(attempt).orElse(unchanged.get());
    }
    return switch (building.of(attempt)) {
      case Building.Broken broken -> new SyncOutcome.Deferred(broken.cause());
      case Building.Done done -> deploy(done, attempt);
    };
  }

  private boolean isTrusted(Attempt attempt) {
    signatures.verify(attempt);
    return attempt.report().isClean();
  }

  /** Who asks for a sync gets deleted workflows back, also those of a commit known already. */
  private Optional<SyncOutcome> restoreDeleted(Attempt attempt) {
    if (!attempt.sync().isAskedFor() || !attempt.environment().settings().goLiveOnSync()) {
      return Optional.empty();
    }
    return registry
        .releases()
        .restoreDeleted(attempt.sync().claim(), attempt.commit())
        .map(SyncOutcome.Released::new);
  }

  private SyncOutcome deploy(Building.Done done, Attempt attempt) {
    if (!attempt.report().isClean()) {
      return new SyncOutcome.Rejected(attempt.commit(), attempt.report().problems());
    }
    new Keyless(registry.workflowKeys()).mention(done.all(), attempt);
    attempt.journal().flush();
    BuiltCommit built = built(done, attempt);
    return switch (attempt.journal().step("deploy", () -> registry.releases().deploy(built))) {
      case DeployOutcome.Released(Release release) -> {
        new Bystanding(release, done.all()).mention(attempt.journal());
        attempt.journal().built(of(attempt.commit(), release.deployments()));
        yield new SyncOutcome.Released(release);
      }
      case DeployOutcome.Built waiting -> {
        attempt.journal().built(of(attempt.commit(), waiting.deployments()));
        yield new SyncOutcome.Built(waiting.deployments());
      }
    };
  }

  /** Without those that were kept. */
  private static List<Deployment> of(CommitId commit, List<Deployment> all) {
    return all.stream().filter(it -> it.commit().equals(commit)).toList();
  }

  private BuiltCommit built(Building.Done done, Attempt attempt) {
    Inputs inputs = attempt.source().inputs(workshop.tag());
    for (Kept kept : done.kept()) {
      inputs = inputs.and(kept.inputs());
    }
    return new BuiltCommit(
        attempt.sync().claim(),
        new SyncedCommit(attempt.commit(), inputs.toText()),
        done.builds(),
        done.kept().stream().map(Kept::id).toList());
  }
}
