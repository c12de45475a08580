package dev.sluice.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.gateway.openapi.Operation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
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

  /**
   * How a process is.
   *
   * @param notes what to know of it; absent if there's nothing
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Health(@OneOf({"alive", "ready"}) String status, Optional<List<String>> notes) {
    static Health of(String status) {
      return new Health(status, Optional.empty());
    }
  }

  /** Adds what a process without a gateway has: it lives, and it's ready since it listens. */
  public static void registerBare(RoutesConfig routes) {
    routes.get("/healthz", HealthRoutes::alive);
    routes.get("/readyz", ctx -> Answers.json(ctx, 200, Health.of("ready")));
  }

  private static void alive(Context ctx) {
    Answers.json(ctx, 200, Health.of("alive"));
  }

  /** Adds the routes, each with what it does. */
  public void register(Api api) {
    api.get(
        "/healthz",
        Operation.of("getHealth", "Tells that the process lives.").answers(200, Health.class),
        HealthRoutes::alive);
    api.get(
        "/readyz",
        Operation.of("getReadiness", "Tells whether the process may be sent requests.")
            .answers(200, Health.class)
            .refuses(
                ProblemCode.NOT_READY,
                ProblemCode.UNAUTHORIZED,
                ProblemCode.EXPIRED_KEY,
                ProblemCode.TOO_MANY_FAILURES,
                ProblemCode.REGISTRY_AWAY),
        this::ready);
    api.get(
        "/metrics",
        Operation.of("getMetrics", "Gives the process's figures, as Prometheus reads them.")
            .needsEverywhere(Right.READ)
            .answersAs("text/plain"),
        this::metrics);
  }

  private void ready(Context ctx) {
    List<String> problems =
        checks.stream().map(ReadinessCheck::problem).flatMap(Optional::stream).toList();
    if (!problems.isEmpty()) {
      throw Refusal.unavailable("not_ready", String.join("; ", problems), PAUSE);
    }
    Answers.json(ctx, 200, new Health("ready", known(ctx)));
  }

  /** Not for everybody: that an environment's workflows are bypassed helps who attacks it. */
  private Optional<List<String>> known(Context ctx) {
    return Optional.ofNullable(ctx.header("Authorization"))
        .map(header -> keys.caller(ctx))
        .filter(caller -> caller.mayEverywhere(Right.READ))
        .map(caller -> notes.get())
        .filter(it -> !it.isEmpty());
  }

  private void metrics(Context ctx) {
    keys.caller(ctx).requireEverywhere(Right.READ);
    Operation.requireKnownQuery(ctx);
    Answers.prepare(ctx).contentType(PROMETHEUS).result(meters.scrape());
  }
}
