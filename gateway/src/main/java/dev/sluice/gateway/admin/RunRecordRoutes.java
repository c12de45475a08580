package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /v1/environments/{environment}/runs}: those that were remembered. */
final class RunRecordRoutes {
  private static final String PATH = "/v1/environments/{environment}/runs";

  private final Runs runs;
  private final Access access;

  RunRecordRoutes(Runs runs, Access access) {
    this.runs = runs;
    this.access = access;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get(PATH + "/{run}", this::get);
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    Paging.list(ctx, request -> runs.list(environment, request), RunRecordView::listed);
  }

  private void get(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    String id = ctx.pathParam("run");
    RunRecord run =
        runs.find(environment, new RunId(id))
            .orElseThrow(() ->
                Refusal.notFound(
                    "unknown_run",
                    "There is no run `%s` in %s, or it isn't remembered."
                        .formatted(id, environment)));
    Answers.json(ctx, 200, RunRecordView.whole(run));
  }
}
