package dev.sluice.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.RegistryException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET /healthz}: the process answers. {@code GET /livez}: it needn't be replaced. {@code GET
 * /readyz}: it may be sent requests. {@code GET /metrics}: Prometheus's text format, for a key that
 * may read.
 */
public final class HealthRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<ReadinessCheck> checks;
  private final Supplier<List<String>> notes;
  private final KeyRing keys;
  private final Figures figures;

  /**
   * @param notes what to know of a process that is ready
   */
  public HealthRoutes(
      List<ReadinessCheck> checks, Supplier<List<String>> notes, KeyRing keys, Figures figures) {
    this.checks = List.copyOf(checks);
    this.notes = notes;
    this.keys = keys;
    this.figures = figures;
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

  /** Adds the routes, each with what it does. */
  public void register(Api api) {
    api.get(
        "/healthz",
        Operation.of("getHealth", "Tells that the process answers.").answers(200, Health.class),
        ctx -> Answers.json(ctx, 200, Health.of("alive")));
    api.get(
        "/livez",
        Operation.of("getLiveness", "Tells whether the process needn't be replaced.")
            .answers(200, Health.class)
            .refuses(ProblemCode.NOT_ALIVE),
        this::alive);
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

  private void alive(Context ctx) {
    String lasting =
        troubles().filter(Trouble::lasting).map(Trouble::words).collect(Collectors.joining("; "));
    if (!lasting.isEmpty()) {
      throw Refusal.unavailable("not_alive", lasting, PAUSE);
    }
    Answers.json(ctx, 200, Health.of("alive"));
  }

  private void ready(Context ctx) {
    List<Trouble> troubles = troubles().toList();
    if (!troubles.isEmpty()) {
      throw Refusal.unavailable("not_ready", words(troubles, mayKnowMore(ctx)), PAUSE);
    }
    Optional<List<String>> known = mayKnow(ctx) ? Optional.of(notes.get()) : Optional.empty();
    Answers.json(ctx, 200, new Health("ready", known.filter(it -> !it.isEmpty())));
  }

  private Stream<Trouble> troubles() {
    return checks.stream().map(ReadinessCheck::problem).flatMap(Optional::stream);
  }

  private static String words(List<Trouble> troubles, boolean all) {
    return troubles.stream()
        .flatMap(it ->
            Stream.concat(Stream.of(it.words()), all ? it.details().stream() : Stream.empty()))
        .collect(Collectors.joining("; "));
  }

  /** A key that can't be looked up doesn't keep anybody from hearing what everybody may. */
  private boolean mayKnowMore(Context ctx) {
    try {
      return mayKnow(ctx);
    } catch (RegistryException away) {
      return false;
    }
  }

  /**
   * Not everybody: which environments there are, and that the workflows of one are bypassed, helps
   * who attacks them.
   */
  private boolean mayKnow(Context ctx) {
    return Optional.ofNullable(ctx.header("Authorization"))
        .map(header -> keys.caller(ctx))
        .filter((Caller caller) -> caller.mayEverywhere(Right.READ))
        .isPresent();
  }

  private void metrics(Context ctx) {
    keys.caller(ctx).requireEverywhere(Right.READ);
    Operation.requireKnownQuery(ctx);
    Answers.prepare(ctx).contentType(PROMETHEUS).result(figures.text());
  }
}
