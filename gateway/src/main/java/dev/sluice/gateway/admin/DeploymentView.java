package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A deployment as administrators see it.
 *
 * @param sync the one that built it; absent from lists, and of one built for another environment
 * @param buildLog what the bundler said, a line each; left out of lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DeploymentView(
    String id,
    String workflowId,
    String trigger,
    String commit,
    @OneOf({"live", "deployed", "deactivated", "draft"}) String status,
    String digest,
    String file,
    Instant builtAt,
    Optional<String> sync,
    Optional<String> buildLog) {

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
        deployment.provenance().builtAt(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with who built it, and the build log. */
  DeploymentView with(Optional<String> builtBy, String log) {
    return new DeploymentView(
        id, workflowId, trigger, commit, status, digest, file, builtAt, builtBy, Optional.of(log));
  }
}
