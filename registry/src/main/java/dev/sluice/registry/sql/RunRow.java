package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** How a run is read from its row. */
final class RunRow {
  /** All columns but the log and the event, which may be long. */
  static final String LISTED =
      "runs.seq, environment, id, trigger_name, workflow, deployment, commit_id, release, preview,"
          + " started_at, nanos, status, decision, detail";

  private RunRow() {}

  static RunRecord whole(ResultSet row, StatementContext context) throws SQLException {
    return read(
        row,
        new RunRecord.Trace(
            Json.read(row.getString("log"), RunRecord.LogLine.class),
            Optional.ofNullable(row.getString("event"))));
  }

  static RunRecord read(ResultSet row, RunRecord.Trace trace) throws SQLException {
    return new RunRecord(
        new RunId(row.getString("id")),
        new EnvironmentName(row.getString("environment")),
        subject(row),
        result(row),
        trace);
  }

  private static RunRecord.Subject subject(ResultSet row) throws SQLException {
    return new RunRecord.Subject(
        new TriggerName(row.getString("trigger_name")),
        new WorkflowId(row.getString("workflow")),
        new DeploymentId(row.getString("deployment")),
        new CommitId(row.getString("commit_id")),
        row.getInt("release"),
        row.getBoolean("preview"));
  }

  private static RunRecord.Result result(ResultSet row) throws SQLException {
    return new RunRecord.Result(
        Instant.ofEpochMilli(row.getLong("started_at")),
        Duration.ofNanos(row.getLong("nanos")),
        row.getString("status"),
        row.getString("decision"),
        row.getString("detail"));
  }
}
