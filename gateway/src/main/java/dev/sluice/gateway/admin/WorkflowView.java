package dev.sluice.gateway.admin;

import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentStatus;

/**
 * A workflow as administrators see it.
 *
 * @param status that of the deployment
 * @param deployment the live one, or else the newest
 */
record WorkflowView(
    String id,
    String trigger,
    String file,
    @OneOf({"live", "deployed", "deactivated", "draft"}) String status,
    DeploymentView deployment) {

  static WorkflowView of(Deployment deployment, DeploymentStatus status) {
    DeploymentView view = DeploymentView.of(deployment, status);
    return new WorkflowView(view.workflowId(), view.trigger(), view.file(), view.status(), view);
  }
}
