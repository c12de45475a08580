package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments.Listed;
import dev.sluice.registry.environment.EnvironmentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** An environment's deployments and where each stands, within one transaction. */
record Standings(Handle moment, EnvironmentName environment) {
  /**
   * Finds a deployment in what is listed, by its number, and tells what its status follows from.
   */
  private static final String LISTED =
      """
      SELECT %s,
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
      """
          .formatted(DeploymentRow.COLUMNS);

  /** The newest with smaller numbers. */
  List<Placed<Listed>> newest(long below, int rows) {
    // LEFT keeps the order of the tables, which is the order that is asked for.
    return query(
            """
            FROM environment_deployments AS known
              LEFT JOIN deployments ON deployments.seq = known.seq
            WHERE known.environment = :environment AND known.seq < :below
            ORDER BY known.seq DESC LIMIT :rows
            """)
        .bind("below", below)
        .bind("rows", rows)
        .map(Placed.of(Standings::read))
        .list();
  }

  Optional<Listed> find(DeploymentId id) {
    return query(
            """
            FROM deployments JOIN environment_deployments AS known
              ON known.environment = :environment AND known.seq = deployments.seq
            WHERE deployments.id = :id
            """)
        .bind("id", id.value())
        .map(Standings::read)
        .findOne();
  }

  /** Each workflow once: live, or as it was when it was deactivated, or else its newest. */
  List<Listed> workflows() {
    return query(
            """
            FROM (SELECT workflow, max(seq) AS newest FROM environment_deployments
                  WHERE environment = :environment GROUP BY workflow) AS each
              LEFT JOIN release_deployments AS live
                ON live.environment = :environment AND live.workflow = each.workflow
                  AND live.number =
                    (SELECT max(number) FROM releases WHERE environment = :environment)
              LEFT JOIN withdrawn_workflows AS gone
                ON gone.environment = :environment AND gone.workflow = each.workflow
              JOIN deployments ON deployments.seq = coalesce(
                (SELECT seq FROM deployments WHERE id = coalesce(live.deployment, gone.deployment)),
                each.newest)
            WHERE coalesce(gone.how, '') <> 'deleted'
            ORDER BY each.workflow
            """)
        .map(Standings::read)
        .list();
  }

  private Query query(String rest) {
    return moment.createQuery(LISTED + rest).bind("environment", environment.value());
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
