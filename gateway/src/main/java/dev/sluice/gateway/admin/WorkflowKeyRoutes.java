package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sealing.WorkflowKey;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.sealing.WorkflowKeys;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code /v1/environments/{environment}/workflows/{workflow}/keys}: what the workflow seals with. A
 * key's value is shown once, and only if it was made here.
 */
final class WorkflowKeyRoutes {
  private static final String PATH = "/v1/environments/{environment}/workflows/{workflow}/keys";

  private final WorkflowKeys keys;
  private final Activated activated;

  WorkflowKeyRoutes(Registry registry, Activated activated) {
    this.keys = registry.workflowKeys();
    this.activated = activated;
  }

  /** The workflow in the path, which needn't have been built. */
  private record Place(EnvironmentName environment, WorkflowId workflow) {}

  void register(GuardedApi api) {
    api.post(
        PATH,
        change("addWorkflowKey", "Gives a workflow a key, and shows it this once.")
            .mayTake(WorkflowKeyBody.class)
            .mayBeRepeated()
            .answers(201, WorkflowKeyView.class)
            .refuses(ProblemCode.TOO_MANY_WORKFLOW_KEYS, ProblemCode.ENVIRONMENT_FULL),
        this::add);
    api.get(
        PATH,
        Operation.of("listWorkflowKeys", "Lists a workflow's keys, without their values.")
            .inEnvironment(Right.READ)
            .lists(WorkflowKeyView.class)
            .refuses(ProblemCode.INVALID_WORKFLOW_ID),
        this::list);
    api.post(
        PATH + "/{key}/activate",
        change("activateWorkflowKey", "Makes a key the workflow's one active key.")
            .mayBeRepeated()
            .answers(200, WorkflowKeyView.class)
            .refuses(ProblemCode.UNKNOWN_WORKFLOW_KEY),
        this::requireThere,
        this::activate);
    api.post(
        PATH + "/{key}/deactivate",
        change("deactivateWorkflowKey", "Leaves the workflow without an active key.")
            .mayBeRepeated()
            .answers(200, WorkflowKeyView.class)
            .refuses(ProblemCode.UNKNOWN_WORKFLOW_KEY),
        this::requireThere,
        this::deactivate);
    api.delete(
        PATH + "/{key}",
        change("deleteWorkflowKey", "Deletes a key that isn't active.")
            .answers(204)
            .refuses(ProblemCode.UNKNOWN_WORKFLOW_KEY, ProblemCode.KEY_ACTIVE),
        this::requireThere,
        this::delete);
  }

  private static Operation change(String id, String summary) {
    return Operation.of(id, summary)
        .inEnvironment(Right.DEPLOY)
        .comparesLive()
        .refuses(ProblemCode.INVALID_WORKFLOW_ID);
  }

  private void add(Context ctx, Call call) throws IOException {
    Place place = place(ctx, call);
    Caller caller = call.caller();
    WorkflowKeyBody body = Bodies.readOr(ctx, WorkflowKeyBody.class, WorkflowKeyBody.NONE);
    Optional<KeyMaterial> given = body.given();
    KeyMaterial material = given.orElseGet(KeyMaterial::random);
    boolean activate = body.activate() != null && body.activate();
    WorkflowKey key =
        call.registry()
            .workflowKeys()
            .add(
                place.environment(),
                new NewWorkflowKey(place.workflow(), material, caller.id(), activate))
            .orElseThrow(() -> tooMany(place));
    activated.settle(place.environment());
    Answers.json(
        ctx,
        201,
        WorkflowKeyView.of(key, given.isPresent() ? Optional.empty() : Optional.of(material)));
  }

  private void list(Context ctx, Call call) {
    Place place = place(ctx, call);
    List<WorkflowKey> all = keys.list(place.environment(), place.workflow());
    Paging.list(
        ctx,
        // Ids made later sort later: the newest first.
        request -> Paging.slice(all, request, it -> it.id().value(), Comparator.reverseOrder()),
        it -> WorkflowKeyView.of(it, Optional.empty()));
  }

  private void activate(Context ctx, Call call) {
    Place place = place(ctx, call);
    answer(
        ctx,
        place,
        call.registry().workflowKeys().activate(place.environment(), place.workflow(), key(ctx)));
  }

  private void deactivate(Context ctx, Call call) {
    Place place = place(ctx, call);
    answer(
        ctx,
        place,
        call.registry().workflowKeys().deactivate(place.environment(), place.workflow(), key(ctx)));
  }

  private void answer(Context ctx, Place place, Optional<WorkflowKey> changed) {
    WorkflowKey key = changed.orElseThrow(() -> missing(ctx));
    activated.settle(place.environment());
    Answers.json(ctx, 200, WorkflowKeyView.of(key, Optional.empty()));
  }

  private void delete(Context ctx, Call call) {
    Place place = place(ctx, call);
    switch (call.registry()
        .workflowKeys()
        .delete(place.environment(), place.workflow(), key(ctx))) {
      case DELETED -> Answers.noContent(ctx);
      case UNKNOWN -> throw missing(ctx);
      case ACTIVE -> throw stillActive(ctx);
    }
  }

  private void requireThere(Context ctx, Call call) {
    Place place = place(ctx, call);
    WorkflowKeyId key = key(ctx);
    if (keys.list(place.environment(), place.workflow()).stream()
        .noneMatch(it -> it.id().equals(key))) {
      throw missing(ctx);
    }
  }

  private static Place place(Context ctx, Call call) {
    return new Place(call.environment(), WorkflowPath.id(ctx));
  }

  private static WorkflowKeyId key(Context ctx) {
    return new WorkflowKeyId(ctx.pathParam("key"));
  }

  private static Refusal missing(Context ctx) {
    return Refusal.notFound(
        "unknown_workflow_key",
        "The workflow `%s` has no key `%s`.".formatted(ctx.pathParam("workflow"), key(ctx)));
  }

  private static Refusal tooMany(Place place) {
    String detail =
        "The workflow `%s` has %d keys, as many as it may. Delete those that nothing needs any more."
            .formatted(place.workflow(), WorkflowKeys.MOST);
    return new Refusal(
        new HttpProblem(409, "too_many_workflow_keys", "The workflow has too many keys", detail));
  }

  private static Refusal stillActive(Context ctx) {
    String detail =
        "`%s` seals what the workflow sends. Activate another key, or deactivate this one, first."
            .formatted(key(ctx));
    return new Refusal(new HttpProblem(409, "key_active", "The key is active", detail));
  }
}
