package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.NextOutcome;
import dev.sluice.registry.variable.Variable;
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
  private final Releases releases;
  private final Access access;
  private final Activated activated;

  VariableRoutes(Registry registry, Access access, Activated activated) {
    this.variables = registry.variables();
    this.releases = registry.releases();
    this.access = access;
    this.activated = activated;
  }

  /** The variable in the path, which needn't exist, and who is about to change it. */
  private record Place(EnvironmentName environment, VariableName name, KeyId by) {}

  void register(Api api) {
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
            .answersWarned(200, VariableView.class),
        this::put);
    api.delete(
        PATH + "/{name}",
        change("deleteVariable", "Deletes a variable.")
            .answers(204)
            .refuses(ProblemCode.UNKNOWN_VARIABLE),
        this::delete);
    api.put(
        PATH + "/{name}/next",
        change("putNextValue", "Gives a secret a next value beside the present one.")
            .takes(VariableBody.Next.class)
            .answersWarned(200, VariableView.class)
            .refuses(ProblemCode.UNKNOWN_VARIABLE, ProblemCode.NOT_SECRET),
        this::putNext);
    api.delete(
        PATH + "/{name}/next",
        change("dropNextValue", "Takes a secret's next value away.")
            .answersWarned(200, VariableView.class)
            .refuses(
                ProblemCode.UNKNOWN_VARIABLE, ProblemCode.NOT_SECRET, ProblemCode.NO_NEXT_VALUE),
        this::dropNext);
    api.post(
        PATH + "/{name}/rotate",
        change("rotateVariable", "Makes a secret's next value the present one.")
            .mayBeRepeated()
            .answersWarned(200, VariableView.class)
            .refuses(
                ProblemCode.UNKNOWN_VARIABLE, ProblemCode.NOT_SECRET, ProblemCode.NO_NEXT_VALUE),
        access.once(this::rotate));
  }

  private static Operation change(String id, String summary) {
    return Operation.of(id, summary)
        .inEnvironment(Right.DEPLOY)
        .comparesLive()
        .refuses(ProblemCode.INVALID_BODY);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    List<KeptVariable> all = variables.list(environment);
    Paging.list(
        ctx,
        request ->
            Paging.slice(
                all, request, it -> it.variable().name().value(), Comparator.naturalOrder()),
        VariableView::of);
  }

  private void put(Context ctx) throws IOException {
    Place place = enter(ctx);
    Variable variable = Bodies.read(ctx, VariableBody.class).variable(place.name());
    IfMatch.require(ctx, releases, place.environment());
    answer(
        ctx, place, access.acting(ctx).variables().put(place.environment(), variable, place.by()));
  }

  private void putNext(Context ctx) throws IOException {
    Place place = enter(ctx);
    Secret next = Bodies.read(ctx, VariableBody.Next.class).secret();
    IfMatch.require(ctx, releases, place.environment());
    NextOutcome outcome =
        access.acting(ctx).variables().putNext(place.environment(), place.name(), next, place.by());
    answer(ctx, place, done(place, outcome));
  }

  private void rotate(Context ctx) {
    Place place = enter(ctx);
    IfMatch.require(ctx, releases, place.environment());
    NextOutcome outcome =
        access.acting(ctx).variables().rotate(place.environment(), place.name(), place.by());
    answer(ctx, place, done(place, outcome));
  }

  private void dropNext(Context ctx) {
    Place place = enter(ctx);
    IfMatch.require(ctx, releases, place.environment());
    NextOutcome outcome =
        access.acting(ctx).variables().dropNext(place.environment(), place.name(), place.by());
    answer(ctx, place, done(place, outcome));
  }

  private Place enter(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    VariableName name = Bodies.valid(ctx.pathParam("name"), VariableName::new);
    return new Place(environment, name, access.caller(ctx).id());
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
    activated.await(place.environment());
    Answers.json(
        ctx, 200, new Warned<>(VariableView.of(kept), VariableBody.warnings(kept.variable())));
  }

  private void delete(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    String text = ctx.pathParam("name");
    IfMatch.require(ctx, releases, environment);
    boolean deleted =
        VariableName.parse(text)
            .map(name -> access.acting(ctx).variables().delete(environment, name))
            .orElse(false);
    if (!deleted) {
      throw missing(environment, text);
    }
    activated.await(environment);
    Answers.noContent(ctx);
  }

  private static Refusal missing(EnvironmentName environment, String name) {
    return Refusal.notFound(
        "unknown_variable", "There is no variable `%s` in %s.".formatted(name, environment));
  }

  private static Refusal conflict(String code, String title, String detail) {
    return new Refusal(new HttpProblem(409, code, title, detail));
  }
}
