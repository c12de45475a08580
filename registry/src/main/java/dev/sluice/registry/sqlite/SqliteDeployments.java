package dev.sluice.registry.sqlite;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
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

  @Override
  public Optional<Listed> listed(EnvironmentName environment, DeploymentId id) {
    return database.read(moment ->
        standing(moment, "id = :id", environment)
            .bind("id", id.value())
            .map(SqliteDeployments::read)
            .findOne());
  }

  @Override
  public Set<WorkflowId> deletedWorkflows(EnvironmentName environment) {
    return database.read(moment -> new WithdrawnWorkflows(moment, environment).deleted());
  }

  private static List<Listed> list(Handle moment, EnvironmentName environment, Paging paging) {
    return standing(moment, "seq < :below ORDER BY seq DESC LIMIT :rows", environment)
        .bind("below", paging.below(moment, "deployments"))
        .bind("rows", paging.rows())
        .map(SqliteDeployments::read)
        .list();
  }

  /** The environment's deployments and where they stand; {@code which} is a constant. */
  private static Query standing(Handle moment, String which, EnvironmentName environment) {
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
                     (SELECT max(number) FROM releases WHERE environment = :environment)) AS live,
              EXISTS
                (SELECT 1 FROM withdrawn_workflows AS withdrawn
                 WHERE withdrawn.environment = :environment
                   AND withdrawn.workflow = deployments.workflow
                   AND withdrawn.deployment = deployments.id) AS deactivated
            FROM deployments
            WHERE (environment = :environment OR id IN
                (SELECT deployment FROM release_deployments WHERE environment = :environment))
              AND\
            """
                + " "
                + which)
        .bind("environment", environment.value());
  }

  private static Listed read(ResultSet row, StatementContext context) throws SQLException {
    return new Listed(DeploymentRow.read(row, context), status(row));
  }

  private static DeploymentStatus status(ResultSet row) throws SQLException {
    if (row.getBoolean("live")) {
      return DeploymentStatus.LIVE;
    }
    if (row.getBoolean("deactivated")) {
      return DeploymentStatus.DEACTIVATED;
    }
    return row.getBoolean("workflow_was_live") ? DeploymentStatus.DEPLOYED : DeploymentStatus.DRAFT;
  }
}
