package dev.sluice.registry.sqlite;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The syncs that wait or run, within one transaction. */
record SyncQueue(Handle transaction) {

  /** Queues a new sync. Those that waited in its environment are superseded. */
  Sync add(SyncId id, EnvironmentName environment, String cause, Instant now) {
    supersedeQueued(environment);
    return transaction
        .createQuery(
            """
            INSERT INTO syncs (id, environment, cause, queued_at, due_at, status)
            VALUES (:id, :environment, :cause, :now, :now, 'queued')
            RETURNING *
            """)
        .bind("id", id.value())
        .bind("environment", environment.value())
        .bind("cause", cause)
        .bind("now", now.toEpochMilli())
        .map(SyncRow::read)
        .one();
  }

  /** The same sync, of a push that said that. */
  Sync withHead(Sync queued, String head) {
    return transaction
        .createQuery("UPDATE syncs SET head = :head WHERE id = :id RETURNING *")
        .bind("head", head)
        .bind("id", queued.id().value())
        .map(SyncRow::read)
        .one();
  }

  /** Queues an ended sync once more, as if it were new. */
  Sync addAgain(Sync ended, Instant now) {
    supersedeQueued(ended.environment());
    return transaction
        .createQuery(
            """
            UPDATE syncs SET status = 'queued', queued_at = :now, due_at = :now, attempts = 0,
              commit_id = NULL, problems = '[]', failure = NULL, alert_due_at = NULL
            WHERE id = :id RETURNING *
            """)
        .bind("id", ended.id().value())
        .bind("now", now.toEpochMilli())
        .map(SyncRow::read)
        .one();
  }

  private void supersedeQueued(EnvironmentName environment) {
    transaction.execute(
        "UPDATE syncs SET status = 'superseded' WHERE environment = ? AND status = 'queued'",
        environment.value());
  }

  /** Takes the sync that has waited longest of those that are due and whose environment is free. */
  Optional<Sync> claim(Instant now) {
    return transaction
        .createQuery(
            """
            UPDATE syncs SET status = 'running', attempts = attempts + 1
            WHERE seq =
              (SELECT seq FROM syncs AS waiting
               WHERE status = 'queued' AND due_at <= :now AND NOT EXISTS
                 (SELECT 1 FROM syncs AS other
                  WHERE other.environment = waiting.environment AND other.status = 'running')
               ORDER BY queued_at, seq LIMIT 1)
            RETURNING *
            """)
        .bind("now", now.toEpochMilli())
        .map(SyncRow::read)
        .findOne();
  }

  /** Puts a running sync back, due then; superseded if a newer one waits already. */
  Sync putBack(SyncId sync, Instant due) {
    return transaction
        .createQuery(
            """
            UPDATE syncs SET due_at = :due, status = CASE WHEN EXISTS
              (SELECT 1 FROM syncs AS newer
               WHERE newer.environment = syncs.environment AND newer.status = 'queued')
              THEN 'superseded' ELSE 'queued' END
            WHERE id = :id AND status = 'running' RETURNING *
            """)
        .bind("id", sync.value())
        .bind("due", due.toEpochMilli())
        .map(SyncRow::read)
        .findOne()
        .orElseThrow(() -> new NotRunningException(sync));
  }

  List<SyncId> running() {
    return transaction
        .createQuery("SELECT id FROM syncs WHERE status = 'running' ORDER BY seq")
        .map((row, context) -> new SyncId(row.getString("id")))
        .list();
  }
}
