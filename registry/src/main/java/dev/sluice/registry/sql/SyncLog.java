package dev.sluice.registry.sql;

import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One sync's log, within one transaction. */
record SyncLog(Handle moment, SyncId sync) {

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
