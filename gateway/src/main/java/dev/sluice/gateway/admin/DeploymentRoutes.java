package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** {@code /v1/environments/{environment}/deployments}. */
final class DeploymentRoutes {
  private static final String PATH = "/v1/environments/{environment}/deployments";

  private final Deployments deployments;
  private final Access access;

  DeploymentRoutes(Deployments deployments, Access access) {
    this.deployments = deployments;
    this.access = access;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get(PATH + "/{deployment}", this::get);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    Paging.list(ctx, request -> deployments.list(environment, request), DeploymentView::of);
  }

  private void get(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    DeploymentId id = new DeploymentId(ctx.pathParam("deployment"));
    DeploymentView view =
        deployments
            .find(environment, id)
            .flatMap(it -> listed(environment, it.id()))
            .map(DeploymentView::of)
            .orElseThrow(() -> missing(environment, id));
    Answers.json(ctx, 200, view.with(deployments.bundle(id).map(Bundle::buildLog).orElse("")));
  }

  /** Where it stands is only in the list. */
  private Optional<Deployments.Listed> listed(EnvironmentName environment, DeploymentId id) {
    PageRequest next = PageRequest.first(PageRequest.MAX_LIMIT);
    while (true) {
      Page<Deployments.Listed> page = deployments.list(environment, next);
      Optional<Deployments.Listed> found =
          page.items().stream().filter(it -> it.deployment().id().equals(id)).findFirst();
      if (found.isPresent() || page.next().isEmpty()) {
        return found;
      }
      next = new PageRequest(PageRequest.MAX_LIMIT, page.next());
    }
  }

  private static Refusal missing(EnvironmentName environment, DeploymentId id) {
    return Refusal.notFound(
        "unknown_deployment", "There is no deployment `%s` in %s.".formatted(id, environment));
  }
}
