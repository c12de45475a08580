package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.Releases;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/environments/{environment}/workflows}: each workflow once, by its live deployment or
 * else its newest one.
 */
final class WorkflowRoutes {
  private final Deployments deployments;
  private final Releases releases;
  private final Access access;

  WorkflowRoutes(Registry registry, Access access) {
    this.deployments = registry.deployments();
    this.releases = registry.releases();
    this.access = access;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/environments/{environment}/workflows", this::list);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    List<WorkflowView> all = workflows(environment);
    Paging.list(ctx, request -> Paging.slice(all, request, WorkflowView::id), view -> view);
  }

  private List<WorkflowView> workflows(EnvironmentName environment) {
    Map<WorkflowId, WorkflowView> byId = new LinkedHashMap<>();
    for (Deployment live : releases.live(environment).map(Release::deployments).orElse(List.of())) {
      byId.put(live.workflow().id(), WorkflowView.of(live, DeploymentStatus.LIVE));
    }
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (next.isPresent()) {
      Page<Deployments.Listed> page = deployments.list(environment, next.get());
      page.items().forEach(it -> byId.putIfAbsent(it.deployment().workflow().id(), view(it)));
      next = page.next().map(after -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(after)));
    }
    return List.copyOf(byId.values());
  }

  private static WorkflowView view(Deployments.Listed newest) {
    return WorkflowView.of(newest.deployment(), newest.status());
  }
}
