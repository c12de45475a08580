package dev.sluice.registry.sql;

import dev.sluice.registry.DamagedException;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.SyncId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The deployments and their content, within one transaction. */
record StoredDeployments(Handle moment) {

  void add(Deployment deployment, Bundle bundle, SyncId by) {
    addContent(deployment.digest(), bundle);
    moment
        .createUpdate(
            """
            INSERT INTO deployments (id, environment, workflow, trigger_name, file, commit_id,
              built_at, digest, build_log, sync)
            VALUES (:id, :environment, :workflow, :trigger, :file, :commit, :builtAt, :digest, :log,
              :sync)
            """)
        .bind("id", deployment.id().value())
        .bind("environment", deployment.environment().value())
        .bind("workflow", deployment.workflow().id().value())
        .bind("trigger", deployment.workflow().trigger().value())
        .bind("file", deployment.workflow().file())
        .bind("commit", deployment.commit().value())
        .bind("builtAt", deployment.provenance().builtAt().toEpochMilli())
        .bind("digest", deployment.digest().value())
        .bind("log", bundle.buildLog())
        .bind("sync", by.value())
        .execute();
    give(deployment.environment(), deployment.id());
  }

  /** The environment has it from now on, if it hadn't already. */
  void give(EnvironmentName environment, DeploymentId id) {
    moment.execute(
        """
        INSERT INTO environment_deployments (environment, seq, workflow)
        SELECT ?, seq, workflow FROM deployments WHERE id = ?
        ON CONFLICT DO NOTHING
        """,
        environment.value(),
        id.value());
  }

  /** What is there already is kept, unless it was damaged: then it is mended. */
  void addContent(Digest digest, Bundle bundle) {
    moment.execute(
        """
        INSERT INTO bundles (digest, code, source_map, settings) VALUES (?, ?, ?, ?)
        ON CONFLICT (digest) DO UPDATE SET
          code = excluded.code, source_map = excluded.source_map, settings = excluded.settings
        WHERE (bundles.code, bundles.source_map, bundles.settings)
          <> (excluded.code, excluded.source_map, excluded.settings)
        """,
        digest.value(),
        Verbatim.written(bundle.code()),
        Verbatim.written(bundle.sourceMap()),
        Verbatim.written(bundle.settings()));
  }

  /** One that was built for the environment, or that it was given from another. */
  Optional<Deployment> find(EnvironmentName environment, DeploymentId id) {
    return moment
        .createQuery(
            """
            SELECT %s FROM deployments JOIN environment_deployments AS known
              ON known.environment = :environment AND known.seq = deployments.seq
            WHERE deployments.id = :id
            """
                .formatted(DeploymentRow.COLUMNS))
        .bind("id", id.value())
        .bind("environment", environment.value())
        .map(DeploymentRow::read)
        .findOne();
  }

  /** Whether that workflow was ever built for the environment, or live in it. */
  boolean has(EnvironmentName environment, WorkflowId workflow) {
    return moment
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM environment_deployments
                           WHERE environment = :environment AND workflow = :workflow)
            """)
        .bind("environment", environment.value())
        .bind("workflow", workflow.value())
        .mapTo(Boolean.class)
        .one();
  }

  Optional<String> buildLog(DeploymentId id) {
    return moment
        .createQuery("SELECT build_log FROM deployments WHERE id = :id")
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne();
  }

  Optional<String> builtBy(DeploymentId id) {
    return moment
        .createQuery("SELECT sync FROM deployments WHERE id = :id AND sync IS NOT NULL")
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne();
  }

  void addToBuildLog(DeploymentId id, String lines) {
    moment.execute(
        "UPDATE deployments SET build_log = ? || build_log WHERE id = ?", lines, id.value());
  }

  /** A bundle that is no longer what its deployment was built into is refused. */
  Optional<Bundle> bundle(DeploymentId id) {
    return moment
        .createQuery(
            """
            SELECT built.id, digest, code, source_map, settings, build_log
            FROM (SELECT id, digest, build_log FROM deployments WHERE id = :id
                  UNION ALL SELECT id, digest, build_log FROM previews WHERE id = :id) AS built
              JOIN bundles USING (digest)
            """)
        .bind("id", id.value())
        .map(StoredDeployments::verified)
        .findOne();
  }

  private static Bundle verified(ResultSet row, StatementContext context) throws SQLException {
    Bundle bundle =
        new Bundle(
            Verbatim.read(row.getString("code")),
            Verbatim.read(row.getString("source_map")),
            Verbatim.read(row.getString("settings")),
            row.getString("build_log"));
    String digest = row.getString("digest");
    if (!bundle.digest().value().equals(digest)) {
      throw new DamagedException(
          "The bundle of deployment "
              + row.getString("id")
              + " isn't what was built: its digest should be "
              + digest
              + ". Sync its commit again, or restore a backup");
    }
    return bundle;
  }
}
