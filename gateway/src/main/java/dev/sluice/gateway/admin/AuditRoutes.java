package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Query;
import dev.sluice.registry.audit.Audit;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
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
    Query query = Paging.query(ctx, "action", "by", "from", "to");
    AuditFilter filter =
        new AuditFilter(
            environment,
            query.text("action"),
            query.text("by"),
            query.value("from", Times::parse, Times.FORM),
            query.value("to", Times::parse, Times.FORM));
    Paging.list(ctx, query, request -> audit.list(filter, request), AuditView::of, Map.of());
  }
}
