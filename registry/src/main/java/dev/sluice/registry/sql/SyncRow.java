package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Claim;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** How a sync lies in its row. */
final class SyncRow {
  private SyncRow() {}

  static Sync read(ResultSet row, StatementContext context) throws SQLException {
    return new Sync(
        new SyncId(row.getString("id")),
        new EnvironmentName(row.getString("environment")),
        new Sync.Purpose(
            row.getString("cause"),
            Optional.ofNullable(row.getString("head")).flatMap(CommitId::parse),
            Optional.ofNullable(row.getString("pull_request_text"))
                .map(json -> Json.readRecord(json, PullRequest.class))),
        Instant.ofEpochMilli(row.getLong("queued_at")),
        progress(row));
  }

  private static Sync.Progress progress(ResultSet row) throws SQLException {
    return new Sync.Progress(
        SyncStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("commit_id")).map(CommitId::new),
        Json.read(row.getString("problems"), Problem.class),
        row.getInt("attempts"),
        row.getInt("take_overs"),
        Optional.ofNullable(row.getString("failure")),
        hold(row));
  }

  private static Optional<Sync.Hold> hold(ResultSet row) throws SQLException {
    Optional<String> worker = Optional.ofNullable(row.getString("held_by"));
    if (worker.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Sync.Hold(
            new Worker(new WorkerId(worker.get()), row.getString("held_on")),
            new Claim(new SyncId(row.getString("id")), row.getLong("claims")),
            Instant.ofEpochMilli(row.getLong("held_until"))));
  }

  static String text(SyncStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
