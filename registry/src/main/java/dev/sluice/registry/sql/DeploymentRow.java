package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;

/** How a deployment lies in its row. */
final class DeploymentRow {
  /** All but the build log, which is long. */
  static final String COLUMNS =
      "deployments.seq, deployments.id, deployments.environment, deployments.workflow,"
          + " deployments.trigger_name, deployments.file, deployments.commit_id,"
          + " deployments.built_at, deployments.digest";

  private DeploymentRow() {}

  static Deployment read(ResultSet row, StatementContext context) throws SQLException {
    return new Deployment(
        new DeploymentId(row.getString("id")),
        new EnvironmentName(row.getString("environment")),
        new Workflow(
            new WorkflowId(row.getString("workflow")),
            new TriggerName(row.getString("trigger_name")),
            row.getString("file")),
        new Deployment.Provenance(
            new CommitId(row.getString("commit_id")),
            Instant.ofEpochMilli(row.getLong("built_at"))),
        new Digest(row.getString("digest")));
  }
}
