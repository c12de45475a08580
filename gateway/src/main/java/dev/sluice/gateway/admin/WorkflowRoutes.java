package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentStatus;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /v1/environments/{environment}/workflows}: each workflow once, by its live deployment or
 * else its newest one.
 */
final class WorkflowRoutes {
  private static final String PATH = "/v1/environments/{environment}/workflows";

  private final Deployments deployments;
  private final Releases releases;
  private final Access access;
  private final ReleaseChanges changes;

  WorkflowRoutes(Registry registry, Access access, ReleaseChanges changes) {
    this.deployments = registry.deployments();
    this.releases = registry.releases();
    this.access = access;
    this.changes = changes;
  }

  void register(Api api) {
    api.get(
        PATH,
        Operation.of("listWorkflows", "Lists an environment's workflows.")
            .inEnvironment(Right.READ)
            .lists(WorkflowView.class),
        this::list);
    api.post(
        PATH + "/{workflow}/deactivate",
        ReleaseChanges.described(
                Operation.of(
                        "deactivateWorkflow", "Withdraws a workflow until someone makes it live.")
                    .mayTake(ReleaseChanges.Body.class))
            .mayBeRepeated()
            .answers(200, ReleaseView.class)
            .refuses(ProblemCode.UNKNOWN_WORKFLOW, ProblemCode.NOT_LIVE),
        access.once(this::deactivate));
    api.delete(
        PATH + "/{workflow}",
        ReleaseChanges.described(
                Operation.of(
                        "deleteWorkflow", "Withdraws a workflow until a commit brings it back.")
                    .mayTake(ReleaseChanges.Body.class))
            .answers(200, ReleaseView.class)
            .answers(204)
            .refuses(ProblemCode.UNKNOWN_WORKFLOW),
        this::delete);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    List<WorkflowView> all = workflows(environment);
    Paging.list(ctx, request -> Paging.slice(all, request, WorkflowView::id), view -> view);
  }

  private List<WorkflowView> workflows(EnvironmentName environment) {
    Set<WorkflowId> deleted = deployments.deletedWorkflows(environment);
    Map<WorkflowId, WorkflowView> byId = new LinkedHashMap<>();
    for (Deployment live : releases.live(environment).map(Release::deployments).orElse(List.of())) {
      byId.put(live.workflow().id(), WorkflowView.of(live, DeploymentStatus.LIVE));
    }
    Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
    while (next.isPresent()) {
      Page<Deployments.Listed> page = deployments.list(environment, next.get());
      page.items().forEach(it -> add(it, deleted, byId));
      next = page.next().map(after -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(after)));
    }
    return List.copyOf(byId.values());
  }

  /** A deactivated one shows what it was when it was live, not a newer draft. */
  private static void add(
      Deployments.Listed listed, Set<WorkflowId> deleted, Map<WorkflowId, WorkflowView> byId) {
    WorkflowId id = listed.deployment().workflow().id();
    if (deleted.contains(id)) {
      return;
    }
    if (listed.status() == DeploymentStatus.DEACTIVATED) {
      byId.put(id, view(listed));
    } else {
      byId.putIfAbsent(id, view(listed));
    }
  }

  private void deactivate(Context ctx) throws IOException {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    WorkflowId workflow = Bodies.valid(ctx.pathParam("workflow"), WorkflowId::new);
    ChangeRequest request = changes.read(ctx);
    changes.answer(
        ctx,
        environment,
        access.acting(ctx).releases().deactivate(environment, workflow, request),
        () -> missing(environment, workflow),
        () -> ReleaseChanges.nothingToDo("not_live", "`%s` isn't live.".formatted(workflow)));
  }

  private void delete(Context ctx) throws IOException {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    WorkflowId workflow = Bodies.valid(ctx.pathParam("workflow"), WorkflowId::new);
    ChangeRequest request = changes.read(ctx);
    ReleaseOutcome outcome = access.acting(ctx).releases().delete(environment, workflow, request);
    if (outcome instanceof ReleaseOutcome.Unchanged) {
      Answers.noContent(ctx);
      return;
    }
    Supplier<Refusal> missing = () -> missing(environment, workflow);
    changes.answer(ctx, environment, outcome, missing, missing);
  }

  private static Refusal missing(EnvironmentName environment, WorkflowId workflow) {
    return Refusal.notFound(
        "unknown_workflow", "There is no workflow `%s` in %s.".formatted(workflow, environment));
  }

  private static WorkflowView view(Deployments.Listed newest) {
    return WorkflowView.of(newest.deployment(), newest.status());
  }
}
