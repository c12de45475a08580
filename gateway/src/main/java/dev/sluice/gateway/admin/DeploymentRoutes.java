package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /v1/environments/{environment}/deployments}. */
final class DeploymentRoutes {
  private final Deployments deployments;
  private final Access access;

  DeploymentRoutes(Deployments deployments, Access access) {
    this.deployments = deployments;
    this.access = access;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/environments/{environment}/deployments", this::list);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    Paging.list(ctx, request -> deployments.list(environment, request), DeploymentView::of);
  }
}
