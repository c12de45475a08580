package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What an environment's commits are made of, as last brought in, within one transaction. */
record CommitDeployments(Handle moment, EnvironmentName environment) {

  /** The commit is made of these, and of nothing else that it may have been made of before. */
  void put(CommitId commit, List<Deployment> deployments) {
    moment.execute(
        "DELETE FROM commit_deployments WHERE environment = ? AND commit_id = ?",
        environment.value(),
        commit.value());
    for (Deployment deployment : deployments) {
      moment.execute(
          """
          INSERT INTO commit_deployments (environment, commit_id, workflow, deployment)
          SELECT ?, ?, workflow, seq FROM deployments WHERE id = ?
          """,
          environment.value(),
          commit.value(),
          deployment.id().value());
    }
  }

  /** One for each workflow, oldest first; none if the commit was never brought in. */
  List<Deployment> of(CommitId commit) {
    return moment
        .createQuery(
            """
            SELECT %s FROM commit_deployments AS part
            JOIN deployments ON deployments.seq = part.deployment
            WHERE part.environment = :environment AND part.commit_id = :commit
            ORDER BY deployments.seq
            """
                .formatted(DeploymentRow.COLUMNS))
        .bind("environment", environment.value())
        .bind("commit", commit.value())
        .map(DeploymentRow::read)
        .list();
  }
}
