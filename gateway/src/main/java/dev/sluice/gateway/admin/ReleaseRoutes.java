package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.release.RollbackOutcome;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /v1/environments/{environment}/releases}. */
final class ReleaseRoutes {
  private static final String PATH = "/v1/environments/{environment}/releases";

  private final Releases releases;
  private final Access access;
  private final Activated activated;

  ReleaseRoutes(Releases releases, Access access, Activated activated) {
    this.releases = releases;
    this.access = access;
    this.activated = activated;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get(PATH + "/{number}", this::get);
    routes.post(PATH + "/{number}/rollback", this::rollback);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    OptionalInt live = live(environment);
    Paging.list(
        ctx, request -> releases.list(environment, request), it -> ReleaseView.of(it, live));
  }

  private void get(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    int number = number(ctx, environment);
    Release release =
        releases.find(environment, number).orElseThrow(() -> missing(ctx, environment));
    Answers.json(ctx, 200, ReleaseView.of(release, live(environment)));
  }

  private void rollback(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    Caller caller = access.caller(ctx);
    int number = number(ctx, environment);
    String by = caller.id().value();
    switch (releases.rollback(environment, number, by, IfMatch.release(ctx))) {
      case RollbackOutcome.RolledBack(Release release) -> {
        activated.await(environment, newest -> newest.number() == release.number());
        OptionalInt live = OptionalInt.of(release.number());
        Answers.json(ctx, 200, ReleaseView.of(release, live));
      }
      case RollbackOutcome.NoSuchRelease() -> throw missing(ctx, environment);
      case RollbackOutcome.Conflict(Optional<Release> live) -> throw IfMatch.conflict(live);
    }
  }

  private OptionalInt live(EnvironmentName environment) {
    return releases
        .live(environment)
        .map(release -> OptionalInt.of(release.number()))
        .orElse(OptionalInt.empty());
  }

  private static int number(Context ctx, EnvironmentName environment) {
    String text = ctx.pathParam("number");
    if (!text.matches("[0-9]{1,9}")) {
      throw missing(ctx, environment);
    }
    return Integer.parseInt(text);
  }

  private static Refusal missing(Context ctx, EnvironmentName environment) {
    return Refusal.notFound(
        "unknown_release",
        "There is no release `%s` in %s.".formatted(ctx.pathParam("number"), environment));
  }
}
