package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Failing;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Ends one sync without deploying anything, within one transaction. */
record SyncEndings(Handle transaction, RunningSync sync, Clock clock) {

  void end(SyncEnding ending) {
    Instant now = clock.instant();
    switch (ending) {
      case SyncEnding.Unchanged(CommitId commit, CommitId same) -> {
        sync.requireBranch();
        new SyncedCommits(transaction, sync.environment()).unchanged(commit, same);
        sync.end(SyncStatus.UNCHANGED, Optional.of(commit), List.of(), now);
      }
      case SyncEnding.Checked checked ->
          new PullRequestChecks(transaction, sync, clock).end(checked);
      case SyncEnding.Rejected rejected -> {
        sync.end(SyncStatus.REJECTED, Optional.of(rejected.commit()), rejected.problems(), now);
        alert(now);
      }
      case SyncEnding.Failed failed -> {
        SyncLogLine line = new SyncLogLine(now, SyncLogLine.Level.ERROR, failed.reason());
        new SyncLog(transaction, sync.id()).add(List.of(line));
        boolean known = isKnown();
        sync.fail(failed, now);
        if (!known) {
          alert(now);
        }
      }
    }
  }

  /** Whether nobody asked for it, and the same commit failed before. */
  private boolean isKnown() {
    return sync.sync().cause().equals(Sync.POLL)
        && new FailingCommits(transaction, sync.environment())
            .last()
            .map(Failing::commit)
            .equals(sync.sync().head());
  }

  /** What is wrong with a pull request is its author's business, who is told there. */
  private void alert(Instant now) {
    if (sync.sync().pullRequest().isEmpty()) {
      new UntoldSyncs(transaction).add(sync.id(), now);
    }
  }
}
