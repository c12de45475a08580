package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.UnknownPlaceException;
import dev.sluice.registry.Words;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.sync.SyncId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three logs line by line: a sync's, a deployment's of its build, and a run's. */
final class LogRoutes {
  private static final String PATH = "/v1/environments/{environment}";

  private final Registry registry;

  LogRoutes(Registry registry) {
    this.registry = registry;
  }

  void register(GuardedApi api) {
    api.get(
        PATH + "/syncs/{sync}/log",
        lines("listSyncLog", "Lists what a sync did, the oldest line first.")
            .query(RunParameters.LEVEL)
            .refuses(ProblemCode.UNKNOWN_SYNC),
        this::ofSync);
    api.get(
        PATH + "/deployments/{deployment}/log",
        lines("listBuildLog", "Lists what the bundler said, the oldest line first.")
            .refuses(ProblemCode.UNKNOWN_DEPLOYMENT),
        this::ofBuild);
    api.get(
        PATH + "/runs/{run}/log",
        lines("listRunLog", "Lists what a run wrote, the oldest line first.")
            .query(RunParameters.LEVEL)
            .refuses(ProblemCode.UNKNOWN_RUN),
        this::ofRun);
  }

  private static Operation lines(String id, String summary) {
    return Operation.of(id, summary)
        .inEnvironment(Right.READ)
        .query(RunParameters.WORDS)
        .lists(LogLineView.class);
  }

  private void ofSync(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    SyncId id = new SyncId(ctx.pathParam("sync"));
    if (registry.syncs().find(environment, id).isEmpty()) {
      throw Refusal.notFound(
          "unknown_sync", "There is no sync `%s` in %s.".formatted(id, environment));
    }
    answer(ctx, Paging.query(ctx, "level", "q"), LogLineView.ofSync(registry.syncs().log(id)));
  }

  private void ofBuild(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    DeploymentId id = new DeploymentId(ctx.pathParam("deployment"));
    String log =
        registry
            .deployments()
            .find(environment, id)
            .flatMap(it -> registry.deployments().buildLog(it.id()))
            .orElseThrow(() ->
                Refusal.notFound(
                    "unknown_deployment",
                    "There is no deployment `%s` in %s.".formatted(id, environment)));
    answer(ctx, Paging.query(ctx, "q"), LogLineView.ofBuild(log));
  }

  private void ofRun(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    RunId id = new RunId(ctx.pathParam("run"));
    List<LogLineView> log =
        registry
            .runs()
            .find(environment, id)
            .map(run -> LogLineView.ofRun(run.trace().log()))
            .orElseThrow(() -> RunRecordRoutes.missing(environment, id));
    answer(ctx, Paging.query(ctx, "level", "q"), log);
  }

  /** The oldest line first, as logs are read. */
  private static void answer(Context ctx, Query query, List<LogLineView> log) {
    Optional<LogLevel> level = RunParameters.level(query);
    Optional<Words> words = RunParameters.words(query);
    List<LogLineView> wanted =
        log.stream()
            .filter(line -> level.map(line::isOfLevel).orElse(true))
            .filter(line -> words.map(it -> it.in(line.text())).orElse(true))
            .toList();
    Paging.list(ctx, query, request -> page(wanted, request), line -> line, Map.of());
  }

  /** A line's number is its place, also when the lines before it are forgotten. */
  private static Page<LogLineView> page(List<LogLineView> lines, PageRequest request) {
    int after = request.after().map(LogRoutes::number).orElse(0);
    List<LogLineView> rest = lines.stream().filter(line -> line.line() > after).toList();
    if (rest.size() <= request.limit()) {
      return new Page<>(rest, Optional.empty());
    }
    List<LogLineView> items = rest.subList(0, request.limit());
    return new Page<>(items, Optional.of(String.valueOf(items.getLast().line())));
  }

  private static int number(String place) {
    if (!place.matches("[0-9]{1,9}")) {
      throw new UnknownPlaceException();
    }
    return Integer.parseInt(place);
  }
}
