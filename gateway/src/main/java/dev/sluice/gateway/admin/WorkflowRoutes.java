package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.ReleaseOutcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /v1/environments/{environment}/workflows}: each workflow once, with its live deployment or
 * else its newest one.
 */
final class WorkflowRoutes {
  private static final String PATH = "/v1/environments/{environment}/workflows";

  private final Deployments deployments;
  private final ReleaseChanges changes;

  WorkflowRoutes(Registry registry, ReleaseChanges changes) {
    this.deployments = registry.deployments();
    this.changes = changes;
  }

  void register(GuardedApi api) {
    api.get(
        PATH,
        Operation.of("listWorkflows", "Lists an environment's workflows, by id.")
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
            .refuses(
                ProblemCode.INVALID_WORKFLOW_ID,
                ProblemCode.UNKNOWN_WORKFLOW,
                ProblemCode.NOT_LIVE),
        this::requireThere,
        this::deactivate);
    api.delete(
        PATH + "/{workflow}",
        ReleaseChanges.described(
                Operation.of(
                        "deleteWorkflow", "Withdraws a workflow until a commit brings it back.")
                    .mayTake(ReleaseChanges.Body.class))
            .mayBeRepeated()
            .answers(200, ReleaseView.class)
            .answers(204)
            .refuses(ProblemCode.INVALID_WORKFLOW_ID, ProblemCode.UNKNOWN_WORKFLOW),
        this::requireThere,
        this::delete);
  }

  private void list(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    List<Deployments.Listed> all = deployments.workflows(environment);
    Paging.list(
        ctx,
        request ->
            Paging.slice(
                all,
                request,
                it -> it.deployment().workflow().id().value(),
                Comparator.naturalOrder()),
        it -> WorkflowView.of(it.deployment(), it.status()));
  }

  private void deactivate(Context ctx, Call call) throws IOException {
    EnvironmentName environment = call.environment();
    WorkflowId workflow = WorkflowPath.id(ctx);
    ChangeRequest request = changes.read(ctx, call);
    changes.answer(
        ctx,
        environment,
        call.registry().releases().deactivate(environment, workflow, request),
        () -> missing(environment, workflow),
        () -> ReleaseChanges.nothingToDo("not_live", "`%s` isn't live.".formatted(workflow)));
  }

  private void delete(Context ctx, Call call) throws IOException {
    EnvironmentName environment = call.environment();
    WorkflowId workflow = WorkflowPath.id(ctx);
    ChangeRequest request = changes.read(ctx, call);
    ReleaseOutcome outcome = call.registry().releases().delete(environment, workflow, request);
    if (outcome instanceof ReleaseOutcome.Unchanged) {
      Answers.noContent(ctx);
      return;
    }
    Supplier<Refusal> missing = () -> missing(environment, workflow);
    changes.answer(ctx, environment, outcome, missing, missing);
  }

  /** A deleted one isn't, until a sync brings it again. */
  private void requireThere(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    WorkflowId workflow = WorkflowPath.id(ctx);
    if (deployments.workflows(environment).stream()
        .noneMatch(it -> it.deployment().workflow().id().equals(workflow))) {
      throw missing(environment, workflow);
    }
  }

  private static Refusal missing(EnvironmentName environment, WorkflowId workflow) {
    return Refusal.notFound(
        "unknown_workflow", "There is no workflow `%s` in %s.".formatted(workflow, environment));
  }
}
