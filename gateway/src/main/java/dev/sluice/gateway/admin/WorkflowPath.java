package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.deployment.WorkflowId;
import io.javalin.http.Context;

/** The workflow that a path names. */
final class WorkflowPath {
  private WorkflowPath() {}

  /**
   * Its id.
   *
   * @throws Refusal 400 saying why, if it can't be one
   */
  static WorkflowId id(Context ctx) {
    try {
      return WorkflowId.given(ctx.pathParam("workflow"));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("invalid_workflow_id", Bodies.sentence(e));
    }
  }
}
