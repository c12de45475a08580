package dev.sluice.registry.sql;

import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.ClaimLostException;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One sync's log, within one transaction. */
record SyncLog(Handle moment, SyncId sync) {
  /** More than one attempt writes; the first tell what it is about, and the last how it ended. */
  private static final int MOST_LINES = 3_000;

  private static final int FIRST_LINES = 1_000;

  /** The log of the sync that a worker has, or had last. */
  static SyncLog of(Handle transaction, Claim claim) {
    boolean last =
        transaction
            .createQuery("SELECT EXISTS (SELECT 1 FROM syncs WHERE id = :id AND claims = :number)")
            .bind("id", claim.sync().value())
            .bind("number", claim.number())
            .mapTo(Boolean.class)
            .one();
    if (!last) {
      throw new ClaimLostException(claim);
    }
    return new SyncLog(transaction, claim.sync());
  }

  void add(List<SyncLogLine> lines) {
    try (PreparedBatch batch =
        moment.prepareBatch("INSERT INTO sync_log (sync, at, level, text) VALUES (?, ?, ?, ?)")) {
      for (SyncLogLine line : lines) {
        String level = line.level().name().toLowerCase(Locale.ROOT);
        batch.add(sync.value(), line.at().toEpochMilli(), level, line.text());
      }
      batch.execute();
    }
    leaveOut(count() - MOST_LINES);
  }

  private int count() {
    return moment
        .createQuery("SELECT count(*) FROM sync_log WHERE sync = :sync")
        .bind("sync", sync.value())
        .mapTo(Integer.class)
        .one();
  }

  /** A sync that is tried for a day would write without end. */
  private void leaveOut(int lines) {
    if (lines <= 0) {
      return;
    }
    moment.execute(
        """
        DELETE FROM sync_log WHERE seq IN
          (SELECT seq FROM sync_log WHERE sync = ? ORDER BY seq LIMIT ? OFFSET ?)
        """,
        sync.value(),
        lines,
        FIRST_LINES + 1);
    moment.execute(
        """
        UPDATE sync_log SET level = 'warn', text = 'More was said here than is kept'
        WHERE seq = (SELECT seq FROM sync_log WHERE sync = ? ORDER BY seq LIMIT 1 OFFSET ?)
        """,
        sync.value(),
        FIRST_LINES);
  }

  List<SyncLogLine> lines() {
    return moment
        .createQuery("SELECT at, level, text FROM sync_log WHERE sync = :sync ORDER BY seq")
        .bind("sync", sync.value())
        .map((row, context) ->
            new SyncLogLine(
                Instant.ofEpochMilli(row.getLong("at")),
                SyncLogLine.Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                row.getString("text")))
        .list();
  }
}
