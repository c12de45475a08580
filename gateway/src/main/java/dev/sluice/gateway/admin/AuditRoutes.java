package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.gateway.openapi.Parameter;
import dev.sluice.registry.audit.Audit;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/audit}, for keys of all environments, and {@code
 * /v1/environments/{environment}/audit}.
 */
final class AuditRoutes {
  private final Audit audit;

  AuditRoutes(Audit audit) {
    this.audit = audit;
  }

  void register(GuardedApi api) {
    api.get(
        "/v1/audit",
        filtered(
            Operation.of("listAudit", "Lists all changes, the newest first.")
                .needsEverywhere(Right.READ)),
        this::listAll);
    api.get(
        "/v1/environments/{environment}/audit",
        filtered(
            Operation.of(
                    "listEnvironmentAudit", "Lists an environment's changes, the newest first.")
                .inEnvironment(Right.READ)),
        this::list);
  }

  private static Operation filtered(Operation list) {
    return list.query(
            Parameter.query("action", "Only this, such as `release.rollback`", Parameter.Form.TEXT),
            Parameter.query("by", "Only what that id or name did", Parameter.Form.TEXT),
            Parameter.query("from", "Only what was then or later", Parameter.Form.MOMENT),
            Parameter.query("to", "Only what was before", Parameter.Form.MOMENT))
        .lists(AuditView.class);
  }

  private void listAll(Context ctx, Call call) {
    list(ctx, Optional.empty());
  }

  private void list(Context ctx, Call call) {
    list(ctx, Optional.of(call.environment()));
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
