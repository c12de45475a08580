package dev.sluice.gateway.health;

import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /healthz}: the process lives. {@code GET /readyz}: it may be sent requests. {@code GET
 * /metrics}: Prometheus's text format, for a key that may read.
 */
public final class HealthRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<ReadinessCheck> checks;
  private final Supplier<List<String>> notes;
  private final KeyRing keys;
  private final PrometheusMeterRegistry meters;

  /**
   * @param notes what to know of a process that is ready
   */
  public HealthRoutes(
      List<ReadinessCheck> checks,
      Supplier<List<String>> notes,
      KeyRing keys,
      PrometheusMeterRegistry meters) {
    this.checks = List.copyOf(checks);
    this.notes = notes;
    this.keys = keys;
    this.meters = meters;
  }

  /** Adds what a process without a gateway has: it lives, and it's ready since it listens. */
  public static void registerBare(RoutesConfig routes) {
    routes.get("/healthz", HealthRoutes::alive);
    routes.get("/readyz", ctx -> Answers.json(ctx, 200, Map.of("status", "ready")));
  }

  private static void alive(Context ctx) {
    Answers.json(ctx, 200, Map.of("status", "alive"));
  }

  /** Adds the routes to a server. */
  public void register(RoutesConfig routes) {
    routes.get("/healthz", HealthRoutes::alive);
    routes.get("/readyz", this::ready);
    routes.get("/metrics", this::metrics);
  }

  private void ready(Context ctx) {
    List<String> problems =
        checks.stream().map(ReadinessCheck::problem).flatMap(Optional::stream).toList();
    if (!problems.isEmpty()) {
      throw Refusal.unavailable("not_ready", String.join("; ", problems), PAUSE);
    }
    List<String> known = notes.get();
    Answers.json(
        ctx,
        200,
        known.isEmpty() ? Map.of("status", "ready") : Map.of("status", "ready", "notes", known));
  }

  private void metrics(Context ctx) {
    keys.caller(ctx).requireEverywhere(Right.READ);
    Answers.prepare(ctx).contentType(PROMETHEUS).result(meters.scrape());
  }
}
