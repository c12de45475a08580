package dev.sluice.gateway.admin;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import java.time.Instant;
import java.util.Locale;

/** A deployment as administrators see it. */
record DeploymentView(
    String id,
    String workflowId,
    String trigger,
    String commit,
    String status,
    String digest,
    String file,
    Instant builtAt) {

  static DeploymentView of(Deployments.Listed listed) {
    return of(listed.deployment(), listed.status());
  }

  static DeploymentView of(Deployment deployment, DeploymentStatus status) {
    return new DeploymentView(
        deployment.id().value(),
        deployment.workflow().id().value(),
        deployment.workflow().trigger().value(),
        deployment.commit().value(),
        status.name().toLowerCase(Locale.ROOT),
        deployment.digest().value(),
        deployment.workflow().file(),
        deployment.provenance().builtAt());
  }
}
