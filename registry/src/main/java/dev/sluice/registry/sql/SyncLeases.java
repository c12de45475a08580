package dev.sluice.registry.sql;

import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.WorkerId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** How long workers have what they run, within one transaction. */
record SyncLeases(Handle transaction) {
  /** Of a running sync, at {@code :now}. One of an earlier version's worker has no lease. */
  static final String IS_OVER = "coalesce(held_until, 0) <= :now";

  /** Whether the worker had it, or has ended it itself. */
  boolean renew(Claim claim, Instant until) {
    return transaction
            .createUpdate(
                """
                UPDATE syncs
                SET held_until = CASE WHEN status = 'running' THEN :until ELSE held_until END
                WHERE id = :id AND claims = :number
                """)
            .bind("until", until.toEpochMilli())
            .bind("id", claim.sync().value())
            .bind("number", claim.number())
            .execute()
        == 1;
  }

  /** Puts back what workers had for too long, which are gone or were too long away. */
  void takeOver(Instant now) {
    putBack(which(IS_OVER).bind("now", now.toEpochMilli()), now);
  }

  /** Puts back all that a worker has, as it stands afterwards. */
  List<Sync> takeFrom(WorkerId worker, Instant now) {
    return putBack(which("held_by = :worker").bind("worker", worker.value()), now);
  }

  private Query which(String condition) {
    return transaction.createQuery(
        "SELECT * FROM syncs WHERE status = 'running' AND " + condition + " ORDER BY seq");
  }

  private List<Sync> putBack(Query which, Instant now) {
    return which.map(SyncRow::read).list().stream().map(sync -> putBack(sync, now)).toList();
  }

  /** Whoever had it can write nothing more. */
  private Sync putBack(Sync sync, Instant now) {
    transaction.execute("UPDATE syncs SET claims = claims + 1 WHERE id = ?", sync.id().value());
    return new RunningSync(transaction, sync).putBack(now, now);
  }
}
