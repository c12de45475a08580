package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.Syncs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** {@code /v1/environments/{environment}/syncs}. */
final class SyncRoutes {
  private static final String PATH = "/v1/environments/{environment}/syncs";

  private final Syncs syncs;
  private final Releases releases;
  private final Access access;
  private final Activated activated;

  SyncRoutes(Registry registry, Access access, Activated activated) {
    this.syncs = registry.syncs();
    this.releases = registry.releases();
    this.access = access;
    this.activated = activated;
  }

  void register(RoutesConfig routes) {
    routes.post(PATH, this::request);
    routes.get(PATH, this::list);
    routes.get(PATH + "/{sync}", this::get);
  }

  private void request(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.DEPLOY);
    Caller caller = access.caller(ctx);
    IfMatch.require(ctx, releases, environment);
    Sync sync = syncs.request(environment, "asked for by " + caller.id());
    Answers.json(ctx, 202, Map.of("id", sync.id().value()));
  }

  private void list(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    Paging.list(ctx, request -> page(environment, request), SyncView::of);
  }

  private Page<Sync> page(EnvironmentName environment, PageRequest request) {
    Page<Sync> page = syncs.list(environment, request);
    if (page.items().stream().anyMatch(SyncRoutes::isReleased)) {
      activated.await(environment);
    }
    return page;
  }

  private void get(Context ctx) {
    EnvironmentName environment = access.enter(ctx, Right.READ);
    String id = ctx.pathParam("sync");
    Sync sync =
        syncs
            .find(environment, new SyncId(id))
            .orElseThrow(() ->
                Refusal.notFound(
                    "unknown_sync", "There is no sync `%s` in %s.".formatted(id, environment)));
    if (isReleased(sync)) {
      // Whoever reads that a sync is released must find it live here.
      activated.await(environment, release -> release.entry().by().equals(id));
    }
    Answers.json(ctx, 200, SyncView.of(sync, syncs.log(sync.id())));
  }

  private static boolean isReleased(Sync sync) {
    return sync.status() == SyncStatus.RELEASED;
  }
}
