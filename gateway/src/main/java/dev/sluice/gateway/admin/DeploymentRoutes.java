package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Deployments;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/environments/{environment}/deployments}. */
final class DeploymentRoutes {
  private static final String PATH = "/v1/environments/{environment}/deployments";

  private final Deployments deployments;
  private final ReleaseChanges changes;

  DeploymentRoutes(Registry registry, ReleaseChanges changes) {
    this.deployments = registry.deployments();
    this.changes = changes;
  }

  void register(GuardedApi api) {
    api.get(
        PATH,
        Operation.of("listDeployments", "Lists an environment's deployments, the newest first.")
            .inEnvironment(Right.READ)
            .lists(DeploymentView.class),
        this::list);
    api.get(
        PATH + "/{deployment}",
        Operation.of("getDeployment", "Shows a deployment, with what the bundler said.")
            .inEnvironment(Right.READ)
            .answers(200, DeploymentView.class)
            .refuses(ProblemCode.UNKNOWN_DEPLOYMENT),
        this::get);
    api.post(
        PATH + "/{deployment}/make-live",
        ReleaseChanges.described(
                Operation.of("makeLive", "Makes a deployment live, alone or with its whole commit.")
                    .mayTake(MakeLive.class))
            .mayBeRepeated()
            .answers(200, ReleaseView.class)
            .refuses(ProblemCode.UNKNOWN_DEPLOYMENT, ProblemCode.ALREADY_LIVE),
        this::requireThere,
        this::makeLive);
  }

  private void list(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Paging.list(ctx, request -> deployments.list(environment, request), DeploymentView::of);
  }

  private void get(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    DeploymentId id = new DeploymentId(ctx.pathParam("deployment"));
    Deployments.Listed listed =
        deployments.listed(environment, id).orElseThrow(() -> missing(environment, id));
    boolean builtHere = listed.deployment().environment().equals(environment);
    Answers.json(
        ctx,
        200,
        DeploymentView.of(listed)
            .with(
                builtHere ? deployments.builtBy(id) : Optional.empty(),
                deployments.buildLog(id).orElse("")));
  }

  /**
   * What making live takes; it may be left out.
   *
   * @param wholeCommit whether all of the commit goes live, as a sync would have it; false if left
   *     out
   * @param note why, for the history
   */
  record MakeLive(@Nullable Boolean wholeCommit, @Nullable String note) {}

  private void makeLive(Context ctx, Call call) throws IOException {
    EnvironmentName environment = call.environment();
    DeploymentId id = new DeploymentId(ctx.pathParam("deployment"));
    MakeLive body = Bodies.readOr(ctx, MakeLive.class, new MakeLive(null, null));
    ChangeRequest request = changes.request(call, body.note());
    boolean whole = body.wholeCommit() != null && body.wholeCommit();
    Releases releases = call.registry().releases();
    ReleaseOutcome outcome =
        whole
            ? releases.makeCommitLive(environment, id, request)
            : releases.makeLive(environment, id, request);
    changes.answer(
        ctx,
        environment,
        outcome,
        () -> missing(environment, id),
        () -> ReleaseChanges.nothingToDo("already_live", "`%s` is live.".formatted(id)));
  }

  private void requireThere(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    DeploymentId id = new DeploymentId(ctx.pathParam("deployment"));
    if (deployments.find(environment, id).isEmpty()) {
      throw missing(environment, id);
    }
  }

  private static Refusal missing(EnvironmentName environment, DeploymentId id) {
    return Refusal.notFound(
        "unknown_deployment", "There is no deployment `%s` in %s.".formatted(id, environment));
  }
}
