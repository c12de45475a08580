package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.BuiltBefore;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What an environment's last builds of each file were built from, within one transaction. */
record BuildInputs(Handle moment, EnvironmentName environment) {
  /** What a revert brings back, or a commit that was rolled back, is among them. */
  private static final int KEPT_OF_EACH_FILE = 3;

  /** Forgets those of earlier builds that are too many then. */
  void add(Deployment deployment, String inputs) {
    if (inputs.isEmpty()) {
      return;
    }
    String file = deployment.workflow().file();
    moment.execute(
        """
        INSERT INTO build_inputs (deployment, environment, file, inputs)
        SELECT seq, environment, file, ? FROM deployments WHERE id = ?
        """,
        inputs,
        deployment.id().value());
    moment.execute(
        """
        DELETE FROM build_inputs WHERE environment = ? AND file = ? AND deployment <=
          (SELECT deployment FROM build_inputs WHERE environment = ? AND file = ?
           ORDER BY deployment DESC LIMIT 1 OFFSET ?)
        """,
        environment.value(),
        file,
        environment.value(),
        file,
        KEPT_OF_EACH_FILE);
  }

  /** Newest first. */
  List<BuiltBefore> of(Collection<String> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    return moment
        .createQuery(
            """
            SELECT %s, inputs FROM build_inputs AS kept
            JOIN deployments ON deployments.seq = kept.deployment
            WHERE kept.environment = :environment
              AND kept.file IN (<files>)
            ORDER BY kept.deployment DESC
            """
                .formatted(DeploymentRow.COLUMNS))
        .bind("environment", environment.value())
        .bindList("files", List.copyOf(files))
        .map((row, context) ->
            new BuiltBefore(DeploymentRow.read(row, context), row.getString("inputs")))
        .list();
  }
}
