package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.NextOutcome;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** {@code /v1/environments/{environment}/variables}. A secret's values go in and never come out. */
final class VariableRoutes {
  private static final String PATH = "/v1/environments/{environment}/variables";

  private final Variables variables;
  private final Activated activated;

  VariableRoutes(Registry registry, Activated activated) {
    this.variables = registry.variables();
    this.activated = activated;
  }

  /** The variable in the path, which needn't exist, and who is about to change it. */
  private record Place(EnvironmentName environment, VariableName name, KeyId by) {}

  void register(GuardedApi api) {
    api.get(
        PATH,
        Operation.of("listVariables", "Lists an environment's variables, without secret values.")
            .inEnvironment(Right.READ)
            .lists(VariableView.class),
        this::list);
    api.put(
        PATH + "/{name}",
        change("putVariable", "Makes a variable, or replaces all of it.")
            .takes(VariableBody.class)
            .answersWarned(200, VariableView.class)
            .refuses(ProblemCode.ENVIRONMENT_FULL),
        this::put);
    api.delete(
        PATH + "/{name}",
        change("deleteVariable", "Deletes a variable.")
            .answers(204)
            .refuses(ProblemCode.UNKNOWN_VARIABLE),
        this::requireThere,
        this::delete);
    api.put(
        PATH + "/{name}/next",
        change("putNextValue", "Gives a secret a next value beside the present one.")
            .takes(VariableBody.Next.class)
            .answersWarned(200, VariableView.class)
            .refuses(
                ProblemCode.UNKNOWN_VARIABLE, ProblemCode.NOT_SECRET, ProblemCode.ENVIRONMENT_FULL),
        this::requireThere,
        this::putNext);
    api.delete(
        PATH + "/{name}/next",
        change("dropNextValue", "Takes a secret's next value away.")
            .answersWarned(200, VariableView.class)
            .refuses(
                ProblemCode.UNKNOWN_VARIABLE, ProblemCode.NOT_SECRET, ProblemCode.NO_NEXT_VALUE),
        this::requireThere,
        this::dropNext);
    api.post(
        PATH + "/{name}/rotate",
        change("rotateVariable", "Makes a secret's next value the present one.")
            .mayBeRepeated()
            .answersWarned(200, VariableView.class)
            .refuses(
                ProblemCode.UNKNOWN_VARIABLE, ProblemCode.NOT_SECRET, ProblemCode.NO_NEXT_VALUE),
        this::requireThere,
        this::rotate);
  }

  private static Operation change(String id, String summary) {
    return Operation.of(id, summary)
        .inEnvironment(Right.DEPLOY)
        .comparesLive()
        .refuses(ProblemCode.INVALID_BODY);
  }

  private void list(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    List<KeptVariable> all = variables.list(environment);
    Paging.list(
        ctx,
        request ->
            Paging.slice(
                all, request, it -> it.variable().name().value(), Comparator.naturalOrder()),
        VariableView::of);
  }

  private void put(Context ctx, Call call) throws IOException {
    Place place = place(ctx, call);
    VariableBody body = Bodies.read(ctx, VariableBody.class);
    answer(ctx, place, put(call.registry().variables(), place, body));
  }

  private static KeptVariable put(Variables changed, Place place, VariableBody body) {
    VariableName name = place.name();
    Boolean secret = body.secret();
    return secret == null
        ? changed.put(place.environment(), name, was -> body.variable(name, was), place.by())
        : changed.put(place.environment(), body.variable(name, secret), place.by());
  }

  private void putNext(Context ctx, Call call) throws IOException {
    Place place = place(ctx, call);
    Secret next = Bodies.read(ctx, VariableBody.Next.class).secret();
    NextOutcome outcome =
        call.registry().variables().putNext(place.environment(), place.name(), next, place.by());
    answer(ctx, place, done(place, outcome));
  }

  private void rotate(Context ctx, Call call) {
    Place place = place(ctx, call);
    NextOutcome outcome =
        call.registry().variables().rotate(place.environment(), place.name(), place.by());
    answer(ctx, place, done(place, outcome));
  }

  private void dropNext(Context ctx, Call call) {
    Place place = place(ctx, call);
    NextOutcome outcome =
        call.registry().variables().dropNext(place.environment(), place.name(), place.by());
    answer(ctx, place, done(place, outcome));
  }

  private static Place place(Context ctx, Call call) {
    VariableName name = Bodies.valid(ctx.pathParam("name"), VariableName::new);
    return new Place(call.environment(), name, call.caller().id());
  }

  private static KeptVariable done(Place place, NextOutcome outcome) {
    return switch (outcome) {
      case NextOutcome.Done(KeptVariable variable) -> variable;
      case NextOutcome.Unknown() -> throw missing(place.environment(), place.name().value());
      case NextOutcome.NoNext() ->
          throw conflict(
              "no_next_value",
              "The variable has no next value",
              "Set one first: PUT …/variables/%s/next.".formatted(place.name()));
      case NextOutcome.NotSecret() ->
          throw conflict(
              "not_secret",
              "The variable isn't secret",
              "Only a secret has a next value; put `%s` again with `\"secret\": true`."
                  .formatted(place.name()));
    };
  }

  private void answer(Context ctx, Place place, KeptVariable kept) {
    activated.settle(place.environment());
    Answers.json(
        ctx, 200, new Warned<>(VariableView.of(kept), VariableBody.warnings(kept.variable())));
  }

  private void delete(Context ctx, Call call) {
    Place place = place(ctx, call);
    if (!call.registry().variables().delete(place.environment(), place.name())) {
      throw missing(place.environment(), place.name().value());
    }
    activated.settle(place.environment());
    Answers.noContent(ctx);
  }

  private void requireThere(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    String name = ctx.pathParam("name");
    if (VariableName.parse(name).filter(it -> variables.has(environment, it)).isEmpty()) {
      throw missing(environment, name);
    }
  }

  private static Refusal missing(EnvironmentName environment, String name) {
    return Refusal.notFound(
        "unknown_variable", "There is no variable `%s` in %s.".formatted(name, environment));
  }

  private static Refusal conflict(String code, String title, String detail) {
    return new Refusal(new HttpProblem(409, code, title, detail));
  }
}
