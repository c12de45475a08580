package dev.sluice.registry.sql;

import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The ended syncs that someone is still to be told of, within one transaction. */
record UntoldSyncs(Handle transaction) {

  void add(SyncId sync, Instant now) {
    transaction.execute(
        "UPDATE syncs SET alert_due_at = ? WHERE id = ?", now.toEpochMilli(), sync.value());
  }

  boolean isDue(Instant now) {
    return transaction
        .createQuery("SELECT EXISTS (SELECT 1 FROM syncs WHERE alert_due_at <= :now)")
        .bind("now", now.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  /** Takes the one that has waited longest; it's due again then. */
  Optional<Sync> claim(Instant now, Instant until) {
    return transaction
        .createQuery(
            """
            UPDATE syncs SET alert_due_at = :until
            WHERE seq =
              (SELECT seq FROM syncs WHERE alert_due_at <= :now ORDER BY alert_due_at, seq LIMIT 1)
            RETURNING *
            """)
        .bind("now", now.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map(SyncRow::read)
        .findOne();
  }

  void told(SyncId sync, Instant until) {
    transaction.execute(
        "UPDATE syncs SET alert_due_at = NULL WHERE id = ? AND alert_due_at = ?",
        sync.value(),
        until.toEpochMilli());
  }
}
