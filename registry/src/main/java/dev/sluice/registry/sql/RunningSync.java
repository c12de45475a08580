package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.ClaimLostException;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A sync that a worker has, within one transaction. */
record RunningSync(Handle transaction, Sync sync) {

  /**
   * Goes on only if the sync runs by that claim.
   *
   * @throws ClaimLostException otherwise
   */
  static RunningSync require(Handle transaction, Claim claim) {
    Sync sync =
        transaction
            .createQuery(
                "SELECT * FROM syncs WHERE id = :id AND claims = :number AND status = 'running'")
            .bind("id", claim.sync().value())
            .bind("number", claim.number())
            .map(SyncRow::read)
            .findOne()
            .orElseThrow(() -> new ClaimLostException(claim));
    return new RunningSync(transaction, sync);
  }

  SyncId id() {
    return sync.id();
  }

  EnvironmentName environment() {
    return sync.environment();
  }

  /**
   * Goes on only if it brings a branch in.
   *
   * @throws IllegalArgumentException if it checks a pull request
   */
  void requireBranch() {
    if (sync.pullRequest().isPresent()) {
      throw new IllegalArgumentException(
          id() + " checks a pull request, of which nothing becomes live");
    }
  }

  void fail(SyncEnding.Failed how, Instant now) {
    transaction.execute("UPDATE syncs SET failure = ? WHERE id = ?", how.reason(), id().value());
    List<Problem> problems =
        how.code().stream().map(it -> new Problem(it, how.reason(), Optional.empty())).toList();
    end(SyncStatus.FAILED, Optional.empty(), problems, now);
  }

  /** Ends it, and has the host told if it was told that it began. */
  void end(SyncStatus status, Optional<CommitId> commit, List<Problem> problems, Instant now) {
    Sync ended =
        transaction
            .createQuery(
                """
                UPDATE syncs SET status = :status, commit_id = :commit, problems = :problems,
                  held_by = NULL, held_on = NULL, held_until = NULL
                WHERE id = :id RETURNING *
                """)
            .bind("status", SyncRow.text(status))
            .bind("commit", commit.map(CommitId::value))
            .bind("problems", Json.write(problems))
            .bind("id", id().value())
            .map(SyncRow::read)
            .one();
    new StoredNotices(transaction).ended(ended, Notice.Kind.STATUS, now);
  }

  /** Puts it back, as the worker that has it wishes: it hasn't ended in the middle of it. */
  Sync defer(Instant due, Instant now) {
    transaction.execute("UPDATE syncs SET take_overs = 0 WHERE id = ?", id().value());
    return putBack(due, now);
  }

  /** Puts it back into the queue, due then; superseded if a newer one waits already. */
  Sync putBack(Instant due, Instant now) {
    Sync back =
        transaction
            .createQuery(
                """
                UPDATE syncs SET due_at = :due, held_by = NULL, held_on = NULL, held_until = NULL,
                  status = CASE WHEN EXISTS
                    (SELECT 1 FROM syncs AS newer
                     WHERE newer.environment = syncs.environment AND newer.status = 'queued'
                       AND coalesce(newer.pull_request, -1) = coalesce(syncs.pull_request, -1))
                    THEN 'superseded' ELSE 'queued' END
                WHERE id = :id RETURNING *
                """)
            .bind("id", id().value())
            .bind("due", due.toEpochMilli())
            .map(SyncRow::read)
            .one();
    if (back.status() == SyncStatus.SUPERSEDED) {
      new StoredNotices(transaction).ended(back, Notice.Kind.OVERTAKEN, now);
    }
    return back;
  }
}
