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
