package dev.sluice.registry.sqlite;

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
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** How a run lies in its row. */
final class RunRow {
  private RunRow() {}

  static void bind(PreparedBatch batch, RunRecord run) {
    RunRecord.Subject subject = run.subject();
    RunRecord.Result result = run.result();
    batch
        .bind("environment", run.environment().value())
        .bind("id", run.id().value())
        .bind("trigger", subject.trigger().value())
        .bind("workflow", subject.workflow().value())
        .bind("deployment", subject.deployment().value())
        .bind("commit", subject.commit().value())
        .bind("release", subject.release())
        .bind("startedAt", result.startedAt().toEpochMilli())
        .bind("nanos", result.duration().toNanos())
        .bind("status", result.status())
        .bind("decision", result.decision())
        .bind("detail", result.detail())
        .bind("log", Json.write(run.log()))
        .add();
  }

  static RunRecord read(ResultSet row, StatementContext context) throws SQLException {
    return new RunRecord(
        new RunId(row.getString("id")),
        new EnvironmentName(row.getString("environment")),
        subject(row),
        result(row),
        Json.read(row.getString("log"), RunRecord.LogLine.class));
  }

  private static RunRecord.Subject subject(ResultSet row) throws SQLException {
    return new RunRecord.Subject(
        new TriggerName(row.getString("trigger_name")),
        new WorkflowId(row.getString("workflow")),
        new DeploymentId(row.getString("deployment")),
        new CommitId(row.getString("commit_id")),
        row.getInt("release"));
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
