package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** An environment's workflows that aren't to go live by a sync alone, within one transaction. */
record WithdrawnWorkflows(Handle moment, EnvironmentName environment) {
  private static final String DEACTIVATED = "deactivated";
  private static final String DELETED = "deleted";

  /** Those that wait for someone to make them live. */
  Set<WorkflowId> deactivated() {
    return those(DEACTIVATED);
  }

  /** Those that wait for a sync that has them. */
  Set<WorkflowId> deleted() {
    return those(DELETED);
  }

  private Set<WorkflowId> those(String how) {
    return moment
        .createQuery(
            """
            SELECT workflow FROM withdrawn_workflows
            WHERE environment = :environment AND how = :how
            """)
        .bind("environment", environment.value())
        .bind("how", how)
        .mapTo(String.class)
        .stream()
        .map(WorkflowId::new)
        .collect(Collectors.toSet());
  }

  void deactivate(Deployment live) {
    put(live.workflow().id(), DEACTIVATED, Optional.of(live.id()));
  }

  void delete(WorkflowId workflow) {
    put(workflow, DELETED, Optional.empty());
  }

  private void put(WorkflowId workflow, String how, Optional<DeploymentId> live) {
    moment.execute(
        """
        INSERT INTO withdrawn_workflows (environment, workflow, how, deployment)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (environment, workflow) DO UPDATE SET
          how = excluded.how, deployment = excluded.deployment
        """,
        environment.value(),
        workflow.value(),
        how,
        live.map(DeploymentId::value).orElse(null));
  }

  /** These are live, or at least there again. */
  void bringBack(Collection<Deployment> deployments) {
    for (Deployment deployment : deployments) {
      moment.execute(
          "DELETE FROM withdrawn_workflows WHERE environment = ? AND workflow = ?",
          environment.value(),
          deployment.workflow().id().value());
    }
  }
}
