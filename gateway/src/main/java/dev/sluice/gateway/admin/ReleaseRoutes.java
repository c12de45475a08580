package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/environments/{environment}/releases}. */
final class ReleaseRoutes {
  private static final String PATH = "/v1/environments/{environment}/releases";

  private final Environments environments;
  private final Releases releases;
  private final Gateways gateways;
  private final ReleaseChanges changes;

  ReleaseRoutes(Registry registry, ReleaseChanges changes) {
    this.environments = registry.environments();
    this.releases = registry.releases();
    this.gateways = registry.gateways();
    this.changes = changes;
  }

  void register(GuardedApi api) {
    api.get(
        PATH,
        Operation.of("listReleases", "Lists an environment's releases, the newest first.")
            .inEnvironment(Right.READ)
            .lists(ReleaseView.class),
        this::list);
    api.get(
        PATH + "/{number}",
        Operation.of("getRelease", "Shows a release, and which gateways serve it.")
            .inEnvironment(Right.READ)
            .answers(200, ReleaseView.class)
            .refuses(ProblemCode.UNKNOWN_RELEASE),
        this::get);
    api.post(
        PATH + "/{number}/rollback",
        ReleaseChanges.described(
                Operation.of("rollBack", "Makes a release's deployments live again, and no others.")
                    .mayTake(ReleaseChanges.Body.class))
            .mayBeRepeated()
            .answers(200, ReleaseView.class)
            .refuses(ProblemCode.UNKNOWN_RELEASE, ProblemCode.ALREADY_LIVE),
        this::release,
        this::rollback);
    api.post(
        "/v1/environments/{environment}/promotions",
        ReleaseChanges.described(
                Operation.of("promote", "Makes live what is live in another environment.")
                    .takes(Promotion.class))
            .mayBeRepeated()
            .answers(200, ReleaseView.class)
            .refuses(ProblemCode.NOTHING_TO_PROMOTE, ProblemCode.ALREADY_LIVE),
        this::promote);
  }

  private void list(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    OptionalInt live = live(environment);
    Paging.list(
        ctx, request -> releases.list(environment, request), it -> ReleaseView.of(it, live));
  }

  private void get(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Release release = release(ctx, call);
    ReleaseView view = ReleaseView.of(release, live(environment));
    Answers.json(ctx, 200, view.servedBy(gateways.serving(environment, release.number())));
  }

  /** The one in the path. */
  private Release release(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    return releases
        .find(environment, number(ctx, environment))
        .orElseThrow(() -> missing(ctx, environment));
  }

  private void rollback(Context ctx, Call call) throws IOException {
    EnvironmentName environment = call.environment();
    int number = number(ctx, environment);
    ChangeRequest request = changes.read(ctx, call);
    Supplier<Refusal> missing = () -> missing(ctx, environment);
    changes.answer(
        ctx,
        environment,
        call.registry().releases().rollback(environment, number, request),
        missing,
        () ->
            ReleaseChanges.nothingToDo(
                "already_live", "What release %d made live is live.".formatted(number)));
  }

  /**
   * What a promotion takes.
   *
   * @param from the environment whose live release is wanted
   * @param release that release's number, as it was tested; whichever is live if left out
   */
  record Promotion(
      @Needed @Nullable String from, @Nullable Integer release, @Nullable String note) {}

  private void promote(Context ctx, Call call) throws IOException {
    EnvironmentName environment = call.environment();
    Promotion body = Bodies.read(ctx, Promotion.class);
    String text = Bodies.required("from", body.from());
    call.caller().require(Right.READ, text);
    EnvironmentName from = Bodies.valid(text, EnvironmentName::new);
    if (from.equals(environment)) {
      throw Refusal.badBody("`from` must be another environment than " + environment + ".");
    }
    if (environments.find(from).isEmpty()) {
      throw Refusal.notFound(
          "unknown_environment", "There is no environment `%s` to promote from.".formatted(from));
    }
    ChangeRequest request = changes.request(call, body.note());
    Supplier<Refusal> nothing =
        () -> Refusal.notFound("nothing_to_promote", "Nothing is live in `%s`.".formatted(from));
    Optional<Integer> tested = Optional.ofNullable(body.release());
    ReleaseOutcome outcome = call.registry().releases().promote(from, tested, environment, request);
    if (outcome instanceof ReleaseOutcome.Conflict(Optional<Release> live)) {
      throw anotherIsLive(from, live);
    }
    changes.answer(
        ctx,
        environment,
        outcome,
        nothing,
        () ->
            ReleaseChanges.nothingToDo(
                "already_live", "All that is live in `%s` is live here.".formatted(from)));
  }

  private static Refusal anotherIsLive(EnvironmentName from, Optional<Release> live) {
    String detail =
        live.map(it -> "Release %d is live in `%s` now.".formatted(it.number(), from))
            .orElse("Nothing is live in `%s`.".formatted(from));
    return new Refusal(
        new HttpProblem(
            409, "not_the_live_release", "Another release is live than the one named", detail));
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
