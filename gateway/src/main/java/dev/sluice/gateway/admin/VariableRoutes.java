package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/environments/{environment}/variables}. A secret's value goes in and never comes out.
 */
final class VariableRoutes {
  private static final String PATH = "/v1/environments/{environment}/variables";
  private static final int LONGEST = 64 * 1024;

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

  /**
   * What {@code PUT} takes.
   *
   * @param secret false if left out
   */
  record Body(@Nullable String value, @Nullable Boolean secret) {}

  /** A variable as administrators see it. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record View(String name, Optional<String> value, boolean secret) {
    static View of(Variable variable) {
      Optional<String> shown =
          variable.secret() ? Optional.empty() : Optional.of(variable.value().reveal());
      return new View(variable.name().value(), shown, variable.secret());
    }
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.put(PATH + "/{name}", this::put);
    routes.delete(PATH + "/{name}", this::delete);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    Paging.answer(
        ctx,
        Paging.slice(variables.list(environment), Paging.request(ctx), it -> it.name().value()),
        View::of);
  }

  private void put(Context ctx) throws IOException {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    VariableName name = Bodies.valid(ctx.pathParam("name"), VariableName::new);
    Body body = Bodies.read(ctx, Body.class);
    String value = Bodies.required("value", body.value());
    if (value.length() > LONGEST) {
      throw Refusal.badBody("`value` may have at most %,d characters.".formatted(LONGEST));
    }
    boolean secret = body.secret() != null && body.secret();
    Variable variable = new Variable(name, new Secret(value), secret);
    IfMatch.require(ctx, releases, environment);
    access.acting(ctx).variables().put(environment, variable);
    activated.await(environment);
    Answers.json(ctx, 200, View.of(variable));
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
      throw Refusal.notFound(
          "unknown_variable", "There is no variable `%s` in %s.".formatted(text, environment));
    }
    activated.await(environment);
    Answers.noContent(ctx);
  }
}
