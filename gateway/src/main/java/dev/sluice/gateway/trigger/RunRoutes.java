package dev.sluice.gateway.trigger;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.FailedAttempts;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.BodyLimit;
import dev.sluice.gateway.http.DirectRoute;
import dev.sluice.gateway.http.Exchange;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.gateway.live.Lookup;
import dev.sluice.gateway.live.Previews;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Trigger;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The run API: {@code POST /v1/environments/{environment}/triggers/{trigger}/runs}. A run holds the
 * request's thread; a permit is taken before its body is read, so that slow bodies count too.
 * Thread-safe.
 */
public final class RunRoutes {
  private static final String PATH = "/v1/environments/{environment}/triggers/{trigger}/runs";
  private static final int ENVIRONMENT = 0;
  private static final int TRIGGER = 1;

  private static final BodyLimit BODY = new BodyLimit(1024 * 1024, Duration.ofSeconds(10));
  private static final Duration SOON = Duration.ofSeconds(1);

  private final KeyRing keys;
  private final LiveReleases live;
  private final PreviewCall previews;
  private final Executions executions;
  private final Admission admission;

  /** Who gets in and what was answered before. */
  public record Admission(
      Permits permits, RepeatedCalls repeated, FailedAttempts failures, RunMeters meters) {}

  public RunRoutes(
      KeyRing keys,
      LiveReleases live,
      Previews previews,
      Executions executions,
      Admission admission) {
    this.keys = keys;
    this.live = live;
    this.previews = new PreviewCall(previews, admission.failures());
    this.executions = executions;
    this.admission = admission;
  }

  /** Adds the route, with what it does. */
  public void register(Api api) {
    api.post(PATH, RunContract.OPERATION, new DirectRoute(this::run));
  }

  private void run(Exchange exchange) throws IOException {
    Target live = target(exchange);
    Optional<BreakGlass> emergency = live.environment().safeguards().breakGlass();
    if (emergency.isPresent()) {
      override(exchange, live, emergency.get());
      return;
    }
    Target target = live.with(preview(exchange, live));
    try (Permits.Permit _ = permit(target)) {
      byte[] body = BODY.read(exchange);
      RunOptions options = RunOptions.of(exchange, target.environment().limits());
      RunCall call = RunCall.parse(body);
      Supplier<byte[]> run = () -> executions.run(target, call, options);
      if (options.idempotencyKey().isPresent()) {
        once(exchange, target, options, body, run);
      } else {
        exchange.answer(run.get());
      }
    }
  }

  /** Whoever waits for another call's answer holds neither a thread nor a permit meanwhile. */
  private void once(
      Exchange exchange, Target target, RunOptions options, byte[] body, Supplier<byte[]> run) {
    String key = options.idempotencyKey().orElseThrow();
    Duration patience = options.limits().time().wallClock();
    CompletableFuture<byte[]> _ =
        admission
            .repeated()
            .answer(target, key, body, patience, run)
            .whenComplete((answer, failure) -> {
              if (failure == null) {
                exchange.answer(answer);
              } else {
                exchange.answer(firstCallFailed().problem());
              }
            });
  }

  private static Refusal firstCallFailed() {
    return Refusal.unavailable(
        "first_call_failed",
        "The first call of that Idempotency-Key has no answer, or hasn't yet.",
        SOON);
  }

  /** Needs no permit: it must work too where runs that hang have taken them all. */
  private void override(Exchange exchange, Target target, BreakGlass emergency) throws IOException {
    drain(exchange, target);
    exchange.setHeader("Sluice-Break-Glass", emergency.decision().key());
    exchange.answer(executions.override(target, emergency));
  }

  /** Takes the body in, whatever it is, lest the connection be closed; but slow ones count. */
  private void drain(Exchange exchange, Target target) throws IOException {
    Optional<Permits.Permit> permit = admission.permits().acquire(target.environment().name());
    if (permit.isPresent()) {
      try (Permits.Permit _ = permit.get()) {
        BODY.read(exchange);
      } catch (Refusal tooLargeOrSlow) {
        // It isn't looked at anyway.
      }
    }
  }

  private Target target(Exchange exchange) {
    String environment = exchange.parameter(ENVIRONMENT);
    Caller caller = keys.caller(exchange).require(Right.RUN, environment);
    LiveEnvironment found = environment(environment);
    Trigger trigger = trigger(exchange.parameter(TRIGGER));
    Query.requireNone(exchange);
    return new Target(caller.id(), found, trigger, Optional.empty());
  }

  private Optional<LiveWorkflow> preview(Exchange exchange, Target live) {
    return previews.find(exchange, live.environment(), live.trigger());
  }

  private LiveEnvironment environment(String text) {
    EnvironmentName name = EnvironmentName.parse(text).orElseThrow(() -> noEnvironment(text));
    return switch (live.find(name)) {
      case Lookup.Serving(LiveEnvironment environment) -> environment;
      case Lookup.Missing() -> throw noEnvironment(text);
      case Lookup.NotYetKnown() ->
          throw Refusal.unavailable(
              "not_yet_known", "This server doesn't know yet what is live in " + name + ".", SOON);
    };
  }

  private static Refusal noEnvironment(String name) {
    return Refusal.notFound("unknown_environment", "There is no environment `" + name + "`.");
  }

  private static Trigger trigger(String id) {
    return Trigger.find(id)
        .orElseThrow(() ->
            Refusal.notFound(
                "unknown_trigger",
                "There is no trigger `%s`; there are: %s."
                    .formatted(
                        id,
                        Arrays.stream(Trigger.values())
                            .map(Trigger::id)
                            .collect(Collectors.joining(", ")))));
  }

  private Permits.Permit permit(Target target) {
    return admission
        .permits()
        .acquire(target.environment().name())
        .orElseThrow(() -> {
          admission.meters().rejected();
          return Refusal.unavailable(
              "saturated",
              "This server runs as many workflows as it may, or as this environment may.",
              SOON);
        });
  }
}
