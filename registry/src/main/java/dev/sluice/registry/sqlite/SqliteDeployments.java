package dev.sluice.registry.sqlite;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The deployments in SQLite. */
record SqliteDeployments(Database database) implements Deployments {

  @Override
  public Optional<Deployment> find(EnvironmentName environment, DeploymentId id) {
    return database.read(moment -> new StoredDeployments(moment).find(environment, id));
  }

  @Override
  public Optional<Bundle> bundle(DeploymentId id) {
    return database.read(moment -> new StoredDeployments(moment).bundle(id));
  }

  @Override
  public Page<Listed> list(EnvironmentName environment, PageRequest request) {
    Paging paging = new Paging(request);
    List<Listed> found = database.read(moment -> list(moment, environment, paging));
    return paging.page(found, listed -> listed.deployment().id().value());
  }

  private static List<Listed> list(Handle moment, EnvironmentName environment, Paging paging) {
    return moment
        .createQuery(
            """
            SELECT deployments.*,
              EXISTS
                (SELECT 1 FROM release_deployments AS member
                 WHERE member.environment = :environment
                   AND member.workflow = deployments.workflow) AS workflow_was_live,
              EXISTS
                (SELECT 1 FROM release_deployments AS member
                 WHERE member.environment = :environment
                   AND member.workflow = deployments.workflow
                   AND member.deployment = deployments.id
                   AND member.number =
                     (SELECT max(number) FROM releases WHERE environment = :environment)) AS live
            FROM deployments WHERE environment = :environment AND seq < :below
            ORDER BY seq DESC LIMIT :rows
            """)
        .bind("environment", environment.value())
        .bind("below", paging.below(moment, "deployments", environment))
        .bind("rows", paging.rows())
        .map(SqliteDeployments::listed)
        .list();
  }

  private static Listed listed(ResultSet row, StatementContext context) throws SQLException {
    return new Listed(DeploymentRow.read(row, context), status(row));
  }

  private static DeploymentStatus status(ResultSet row) throws SQLException {
    if (row.getBoolean("live")) {
      return DeploymentStatus.LIVE;
    }
    return row.getBoolean("workflow_was_live") ? DeploymentStatus.DEPLOYED : DeploymentStatus.DRAFT;
  }
}
