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
  private static final int COUNTED = 1;
  private static final int NOT_COUNTED = 0;

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
    putBack(which(IS_OVER).bind("now", now.toEpochMilli()), COUNTED, now);
  }

  /** Puts back all that a worker had when it ended, as it stands afterwards. */
  List<Sync> takeFromDead(WorkerId worker, Instant now) {
    return putBack(of(worker), COUNTED, now);
  }

  /** The same for one that gives it back itself. */
  List<Sync> takeFrom(WorkerId worker, Instant now) {
    return putBack(of(worker), NOT_COUNTED, now);
  }

  private Query of(WorkerId worker) {
    return which("held_by = :worker").bind("worker", worker.value());
  }

  private Query which(String condition) {
    return transaction.createQuery(
        "SELECT * FROM syncs WHERE status = 'running' AND " + condition + " ORDER BY seq");
  }

  private List<Sync> putBack(Query which, int takeOvers, Instant now) {
    List<Sync> running = which.map(SyncRow::read).list();
    return running.stream().map(sync -> putBack(sync, takeOvers, now)).toList();
  }

  /** Whoever had it can write nothing more. */
  private Sync putBack(Sync sync, int takeOvers, Instant now) {
    transaction.execute(
        "UPDATE syncs SET claims = claims + 1, take_overs = take_overs + ? WHERE id = ?",
        takeOvers,
        sync.id().value());
    return new RunningSync(transaction, sync).putBack(now, now);
  }
}
