package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.gateway.openapi.Parameter;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.Syncs;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/environments/{environment}/syncs}. */
final class SyncRoutes {
  private static final String PATH = "/v1/environments/{environment}/syncs";
  private static final List<String> STATUSES =
      Arrays.stream(SyncStatus.values()).map(SyncRoutes::name).toList();

  private final Syncs syncs;
  private final Unserved unserved;

  SyncRoutes(Registry registry, LiveReleases live) {
    this.syncs = registry.syncs();
    this.unserved = new Unserved(live, registry.releases());
  }

  void register(GuardedApi api) {
    api.post(
        PATH,
        Operation.of("requestSync", "Syncs now.")
            .inEnvironment(Right.DEPLOY)
            .comparesLive()
            .mayBeRepeated()
            .answers(202, Asked.class),
        this::request);
    api.get(
        PATH,
        Operation.of("listSyncs", "Lists an environment's syncs, the newest first.")
            .inEnvironment(Right.READ)
            .query(
                Parameter.query(
                    "status", "Only those that stand so", Parameter.Form.oneOf(STATUSES)))
            .lists(SyncView.class),
        this::list);
    api.get(
        PATH + "/{sync}",
        Operation.of("getSync", "Shows a sync, with its log.")
            .inEnvironment(Right.READ)
            .answers(200, SyncView.class)
            .refuses(ProblemCode.UNKNOWN_SYNC),
        this::get);
  }

  /** The sync that was asked for. */
  record Asked(String id) {}

  private void request(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Caller caller = call.caller();
    Sync sync = call.registry().syncs().request(environment, "asked for by " + caller.id());
    Answers.json(ctx, 202, new Asked(sync.id().value()));
  }

  private void list(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Query query = Paging.query(ctx, "status");
    Optional<SyncStatus> status =
        query.value("status", SyncRoutes::status, "one of " + String.join(", ", STATUSES));
    Paging.list(ctx, query, request -> page(environment, status, request), view -> view, Map.of());
  }

  private static Optional<SyncStatus> status(String text) {
    return Arrays.stream(SyncStatus.values()).filter(it -> name(it).equals(text)).findFirst();
  }

  private static String name(SyncStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private Page<SyncView> page(
      EnvironmentName environment, Optional<SyncStatus> status, PageRequest request) {
    Page<Sync> page = syncs.list(environment, status, request);
    Set<SyncId> unserved = unserved(environment, page.items());
    List<SyncView> views =
        page.items().stream()
            .map(it -> SyncView.of(it).served(!unserved.contains(it.id())))
            .toList();
    return new Page<>(views, page.next());
  }

  private void get(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    String id = ctx.pathParam("sync");
    Sync sync =
        syncs
            .find(environment, new SyncId(id))
            .orElseThrow(() ->
                Refusal.notFound(
                    "unknown_sync", "There is no sync `%s` in %s.".formatted(id, environment)));
    boolean served = !unserved(environment, List.of(sync)).contains(sync.id());
    Answers.json(ctx, 200, view(sync).served(served));
  }

  private SyncView view(Sync sync) {
    return SyncView.of(sync, syncs.findings(sync.id()), syncs.log(sync.id()));
  }

  /** Whoever reads that a sync is released must find it live here, or be told that it isn't. */
  private Set<SyncId> unserved(EnvironmentName environment, List<Sync> read) {
    return read.stream().anyMatch(SyncRoutes::isReleased) ? unserved.syncs(environment) : Set.of();
  }

  private static boolean isReleased(Sync sync) {
    return sync.status() == SyncStatus.RELEASED;
  }
}
