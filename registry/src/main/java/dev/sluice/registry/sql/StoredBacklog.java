package dev.sluice.registry.sql;

import dev.sluice.registry.sync.Backlog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What waits for all sync workers together, within one transaction. */
record StoredBacklog(Handle moment) {
  Backlog read(Instant now) {
    return moment
        .createQuery(
            """
            SELECT
              (SELECT count(*) FROM syncs WHERE status = 'queued') AS waiting,
              (SELECT count(*) FROM syncs WHERE status = 'running') AS running,
              (SELECT min(due_at) FROM syncs WHERE status = 'queued' AND due_at <= :now) AS due
            """)
        .bind("now", now.toEpochMilli())
        .map((row, context) ->
            new Backlog(row.getInt("waiting"), row.getInt("running"), dueSince(row)))
        .one();
  }

  private static Optional<Instant> dueSince(ResultSet row) throws SQLException {
    long due = row.getLong("due");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
  }
}
