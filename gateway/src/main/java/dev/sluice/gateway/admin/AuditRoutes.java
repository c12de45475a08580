package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.audit.Audit;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code /v1/audit}, for keys of all environments, and {@code
 * /v1/environments/{environment}/audit}.
 */
final class AuditRoutes {
  private final Audit audit;
  private final Access access;

  AuditRoutes(Audit audit, Access access) {
    this.audit = audit;
    this.access = access;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/audit", this::listAll);
    routes.get("/v1/environments/{environment}/audit", this::list);
  }

  private void listAll(Context ctx) {
    access.caller(ctx).requireEverywhere(Right.READ);
    list(ctx, Optional.empty());
  }

  private void list(Context ctx) {
    list(ctx, Optional.of(access.enter(ctx, Right.READ)));
  }

  private void list(Context ctx, Optional<EnvironmentName> environment) {
    AuditFilter filter =
        new AuditFilter(
            environment, text(ctx, "action"), text(ctx, "by"), time(ctx, "from"), time(ctx, "to"));
    Paging.list(ctx, request -> audit.list(filter, request), AuditView::of);
  }

  private static Optional<String> text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name));
  }

  private static Optional<Instant> time(Context ctx, String name) {
    return text(ctx, name)
        .map(text ->
            Times.parse(text)
                .orElseThrow(() ->
                    Refusal.badRequest(
                        "invalid_parameter", "`" + name + "` must be " + Times.FORM)));
  }
}
