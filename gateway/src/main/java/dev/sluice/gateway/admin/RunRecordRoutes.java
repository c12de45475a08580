package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.record.Lost;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /v1/environments/{environment}/runs}: those that were remembered. */
final class RunRecordRoutes {
  private static final String PATH = "/v1/environments/{environment}/runs";

  private final Runs runs;
  private final Recorder recorder;
  private final Access access;

  RunRecordRoutes(Runs runs, Recorder recorder, Access access) {
    this.runs = runs;
    this.recorder = recorder;
    this.access = access;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.delete(PATH, this::erase);
    routes.get(PATH + "/{run}", this::get);
  }

  /** Those that were lost are told of where they would be looked for. */
  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    Query query = Paging.query(ctx, RunQuery.PARAMETERS.toArray(String[]::new));
    RunFilter filter = new RunQuery(query).filter();
    Map<String, Lost> beside =
        recorder.lost(environment).map(lost -> Map.of("lost", lost)).orElse(Map.of());
    Paging.list(ctx, query, request -> runs.list(environment, filter, request), view(ctx), beside);
  }

  /** An export has their logs, too. */
  private Function<RunRecord, RunRecordView> view(Context ctx) {
    return Paging.isExport(ctx)
        ? run ->
            runs.find(run.environment(), run.id())
                .map(RunRecordView::whole)
                .orElseGet(() -> RunRecordView.listed(run))
        : RunRecordView::listed;
  }

  private void erase(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.ADMINISTER);
    Query query = Query.of(ctx, List.of("user"));
    UserId user = Query.required("user", query.valid("user", UserId::new));
    // In this order: what is written meanwhile is erased with the rest.
    int waiting = recorder.forget(environment, user);
    int written = access.acting(ctx).runs().erase(environment, user);
    Answers.json(ctx, 200, Map.of("erased", waiting + written));
  }

  private void get(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    RunId id = new RunId(ctx.pathParam("run"));
    RunRecord run = runs.find(environment, id).orElseThrow(() -> missing(environment, id));
    Answers.json(ctx, 200, RunRecordView.whole(run));
  }

  static Refusal missing(EnvironmentName environment, RunId id) {
    return Refusal.notFound(
        "unknown_run",
        "There is no run `%s` in %s, or it isn't remembered.".formatted(id, environment));
  }
}
