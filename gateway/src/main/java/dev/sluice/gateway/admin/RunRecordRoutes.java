package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.gateway.openapi.Parameter;
import dev.sluice.gateway.record.Lost;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /v1/environments/{environment}/runs}: those that were remembered. */
final class RunRecordRoutes {
  private static final String PATH = "/v1/environments/{environment}/runs";

  private final Runs runs;
  private final Recorder recorder;

  RunRecordRoutes(Runs runs, Recorder recorder) {
    this.runs = runs;
    this.recorder = recorder;
  }

  void register(GuardedApi api) {
    api.get(
        PATH,
        Operation.of("listRuns", "Lists the runs that are remembered, the newest first.")
            .inEnvironment(Right.READ)
            .query(RunParameters.PARAMETERS.toArray(Parameter[]::new))
            .lists(RunRecordView.class, Map.of("lost", Lost.class)),
        this::list);
    api.delete(
        PATH,
        Operation.of("eraseRuns", "Forgets a user's runs.")
            .inEnvironment(Right.ADMINISTER)
            .query(Parameter.query("user", "The user's id", Parameter.Form.TEXT).needed())
            .answers(200, Erased.class),
        this::erase);
    api.get(
        PATH + "/{run}",
        Operation.of("getRun", "Shows a run, with its log.")
            .inEnvironment(Right.READ)
            .answers(200, RunRecordView.class)
            .refuses(ProblemCode.UNKNOWN_RUN),
        this::get);
  }

  /**
   * What was forgotten of a user.
   *
   * @param erased how many runs
   */
  record Erased(int erased) {}

  /** Those that were lost are told of where they would be looked for. */
  private void list(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Query query =
        Paging.query(
            ctx, RunParameters.PARAMETERS.stream().map(Parameter::name).toArray(String[]::new));
    RunFilter filter = new RunParameters(query).filter();
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

  private void erase(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Query query = Query.of(ctx, List.of("user"));
    UserId user = Query.required("user", query.valid("user", UserId::new));
    // In this order: what is written meanwhile is erased with the rest.
    int waiting = recorder.forget(environment, user);
    int written = call.registry().runs().erase(environment, user, waiting);
    Answers.json(ctx, 200, new Erased(waiting + written));
  }

  private void get(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
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
