package dev.sluice.syncworker;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what came of an attempt: the sync ends, or is put back for another. Thread-safe. */
record SyncEnd(Syncs syncs, Backoff backoff, Clock clock) {
  private static final Logger log = LoggerFactory.getLogger(SyncEnd.class);

  /** Does so, unless the worker lost the sync meanwhile. */
  void write(Sync sync, SyncOutcome outcome, SyncJournal journal, Stopwatch took) {
    log.info("{} of {}: {}", sync.id(), sync.environment(), brief(outcome));
    switch (outcome) {
      case SyncOutcome.Released released ->
          journal.info("Release " + released.release().number() + " is live after " + took);
      case SyncOutcome.Built built ->
          journal.info("Built " + built.deployments().size() + ", to be made live, in " + took);
      case SyncOutcome.Unchanged unchanged -> {
        journal.info(unchanged.why() + ": nothing to do");
        end(sync, new SyncEnding.Unchanged(unchanged.commit(), unchanged.same()), journal);
      }
      case SyncOutcome.Checked checked -> {
        journal.info(
            "Checked %s in %s; nothing that is live has changed"
                .formatted(Counted.workflows(checked.builds().size()), took));
        end(sync, new SyncEnding.Checked(checked.commit(), checked.builds()), journal);
      }
      case SyncOutcome.Rejected rejected -> reject(sync, rejected, journal);
      case SyncOutcome.Failed failed -> fail(sync, failed, journal);
      case SyncOutcome.Deferred deferred -> defer(sync, deferred.cause(), journal);
      case SyncOutcome.Early early -> lookAgain(sync, early, journal);
    }
  }

  /** For the server's log: what an operator may have to act on. */
  private static String brief(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.Released released -> "released as " + released.release().number();
      case SyncOutcome.Built _ -> "built";
      case SyncOutcome.Unchanged _ -> "unchanged";
      case SyncOutcome.Checked _ -> "checked";
      case SyncOutcome.Rejected rejected ->
          "rejected, with " + rejected.problems().size() + " problems";
      case SyncOutcome.Failed failed -> "failed: " + failed.reason();
      case SyncOutcome.Deferred deferred -> "deferred: " + deferred.cause();
      case SyncOutcome.Early early -> "early: the host still shows " + shown(early);
    };
  }

  private void reject(Sync sync, SyncOutcome.Rejected rejected, SyncJournal journal) {
    for (Problem problem : rejected.problems()) {
      String at =
          problem.place().map(p -> p.file() + ":" + p.line() + ":" + p.column() + ": ").orElse("");
      journal.error(at + problem.message());
    }
    end(sync, new SyncEnding.Rejected(rejected.commit(), rejected.problems()), journal);
  }

  /** The log's last line, which says why, is written with the end itself. */
  private void fail(Sync sync, SyncOutcome.Failed failed, SyncJournal journal) {
    end(sync, new SyncEnding.Failed(failed.reason(), failed.code()), journal);
  }

  private void defer(Sync sync, String cause, SyncJournal journal) {
    int attempts = sync.progress().attempts();
    Duration waited = Duration.between(sync.queuedAt(), clock.instant());
    Optional<Duration> wait = backoff.after(attempts, waited);
    if (wait.isEmpty()) {
      fail(sync, new SyncOutcome.Failed(Backoff.gaveUp(sync, waited) + cause), journal);
      return;
    }
    journal.error(cause + ". Trying again in " + wait.get().toMillis() + " ms");
    journal.flush();
    syncs.defer(sync.claim(), clock.instant().plus(wait.get()));
  }

  private void lookAgain(Sync sync, SyncOutcome.Early early, SyncJournal journal) {
    journal.info(
        "%s, but the host still shows %s. Looking again in %d ms"
            .formatted(EarlyPushes.told(sync), shown(early), early.pause().toMillis()));
    journal.flush();
    syncs.defer(sync.claim(), clock.instant().plus(early.pause()));
  }

  private static String shown(SyncOutcome.Early early) {
    return early.shown().map(CommitId::abbreviated).orElse("nothing there");
  }

  private void end(Sync sync, SyncEnding ending, SyncJournal journal) {
    journal.flush();
    syncs.end(sync.claim(), ending);
  }
}
