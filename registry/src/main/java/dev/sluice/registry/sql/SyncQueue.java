package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.Syncs;
import dev.sluice.registry.sync.Worker;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The syncs that wait or run, within one transaction. */
record SyncQueue(Handle transaction) {
  /**
   * Of those taken over that often only one runs at a time: what ends its worker takes along all
   * that runs there, and isn't to have those fail with it.
   */
  private static final int SUSPECT = Syncs.MOST_TAKE_OVERS - 1;

  /** Queues a new sync. Those that waited in its environment for the same are superseded. */
  Sync add(SyncId id, EnvironmentName environment, Sync.Purpose purpose, Instant now) {
    Optional<Long> number = purpose.pullRequest().map(PullRequest::number);
    supersedeQueued(environment, number, Notice.Kind.OVERTAKEN, now);
    return transaction
        .createQuery(
            """
            INSERT INTO syncs (id, environment, cause, head, pull_request, pull_request_text,
              queued_at, due_at, status)
            VALUES (:id, :environment, :cause, :head, :pullRequest, :text, :now, :now, 'queued')
            RETURNING *
            """)
        .bind("id", id.value())
        .bind("environment", environment.value())
        .bind("cause", purpose.cause())
        .bind("head", purpose.head().map(CommitId::value))
        .bind("pullRequest", number)
        .bind("text", purpose.pullRequest().map(Json::write))
        .bind("now", now.toEpochMilli())
        .map(SyncRow::read)
        .one();
  }

  /** Queues an ended sync once more, as if it were new. */
  Sync addAgain(Sync ended, Instant now) {
    supersedeQueued(
        ended.environment(),
        ended.pullRequest().map(PullRequest::number),
        Notice.Kind.OVERTAKEN,
        now);
    return transaction
        .createQuery(
            """
            UPDATE syncs SET status = 'queued', queued_at = :now, due_at = :now, attempts = 0,
              take_overs = 0, commit_id = NULL, problems = '[]', failure = NULL,
              alert_due_at = NULL, told_commit = NULL
            WHERE id = :id RETURNING *
            """)
        .bind("id", ended.id().value())
        .bind("now", now.toEpochMilli())
        .map(SyncRow::read)
        .one();
  }

  /** What waits for a branch, or a pull request, won't be begun any more. */
  private void supersedeQueued(
      EnvironmentName environment, Optional<Long> pullRequest, Notice.Kind why, Instant now) {
    transaction
        .createQuery(
            """
            UPDATE syncs SET status = 'superseded'
            WHERE environment = :environment AND status = 'queued'
              AND coalesce(pull_request, -1) = :number
            RETURNING *
            """)
        .bind("environment", environment.value())
        .bind("number", pullRequest.orElse(-1L))
        .map(SyncRow::read)
        .list()
        .forEach(it -> new StoredNotices(transaction).ended(it, why, now));
  }

  /** Nothing of a pull request waits any more; its checks are of the time before it was closed. */
  void close(EnvironmentName environment, long pullRequest, Instant now) {
    supersedeQueued(environment, Optional.of(pullRequest), Notice.Kind.CLOSED, now);
    transaction.execute(
        """
        UPDATE syncs SET closed_at = ?
        WHERE environment = ? AND pull_request = ? AND closed_at IS NULL
        """,
        now.toEpochMilli(),
        environment.value(),
        pullRequest);
  }

  /**
   * The newest check of that pull request, if it waits, runs or told what is to be told of its
   * commit; none from before it was closed.
   */
  Optional<Sync> check(EnvironmentName environment, long pullRequest) {
    return transaction
        .createQuery(
            """
            SELECT * FROM syncs
            WHERE seq =
              (SELECT max(seq) FROM syncs
               WHERE environment = :environment AND pull_request = :number)
              AND closed_at IS NULL AND status IN ('queued', 'running', 'checked', 'rejected')
            """)
        .bind("environment", environment.value())
        .bind("number", pullRequest)
        .map(SyncRow::read)
        .findOne();
  }

  /**
   * Takes the sync that has waited longest of those of branches that are due and whose environment
   * is free.
   */
  Optional<Sync> claim(Worker worker, Instant now, Instant until) {
    return claim("waiting.pull_request IS NULL", worker, now, until);
  }

  /** The same for checks of pull requests, which let branches pass. */
  Optional<Sync> claimCheck(Worker worker, Instant now, Instant until) {
    return claim(
        """
        waiting.pull_request IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM syncs AS branch
           WHERE branch.status = 'queued' AND branch.due_at <= :now
             AND branch.pull_request IS NULL)
        """,
        worker,
        now,
        until);
  }

  boolean isBranchDue(Instant now) {
    return isDue("pull_request IS NULL", now);
  }

  boolean isCheckDue(Instant now) {
    return isDue("pull_request IS NOT NULL", now);
  }

  private boolean isDue(String which, Instant now) {
    return transaction
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM syncs
              WHERE status = 'queued' AND due_at <= :now AND %1$s
              UNION ALL
              SELECT 1 FROM syncs WHERE status = 'running' AND %2$s AND %1$s)
            """
                .formatted(which, SyncLeases.IS_OVER))
        .bind("now", now.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  private Optional<Sync> claim(String which, Worker worker, Instant now, Instant until) {
    new SyncLeases(transaction).takeOver(now);
    return transaction
        .createQuery(
            """
            UPDATE syncs SET status = 'running', attempts = attempts + 1, claims = claims + 1,
              held_by = :worker, held_on = :host, held_until = :until
            WHERE seq =
              (SELECT seq FROM syncs AS waiting
               WHERE status = 'queued' AND due_at <= :now AND NOT EXISTS
                 (SELECT 1 FROM syncs AS other
                  WHERE other.environment = waiting.environment AND other.status = 'running'
                    AND coalesce(other.pull_request, -1) = coalesce(waiting.pull_request, -1))
                 AND (waiting.take_overs < :suspect OR NOT EXISTS
                   (SELECT 1 FROM syncs AS other
                    WHERE other.status = 'running' AND other.take_overs >= :suspect))
                 AND %s
               ORDER BY queued_at, seq LIMIT 1)
            RETURNING *
            """
                .formatted(which))
        .bind("worker", worker.id().value())
        .bind("host", worker.host())
        .bind("until", until.toEpochMilli())
        .bind("suspect", SUSPECT)
        .bind("now", now.toEpochMilli())
        .map(SyncRow::read)
        .findOne();
  }
}
