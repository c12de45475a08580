package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.admin.environment.EnvironmentView;
import dev.sluice.gateway.alert.AlertKind;
import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/environments/{environment}/break-glass}: the emergency switch. */
final class BreakGlassRoutes {
  private static final String PATH = "/v1/environments/{environment}/break-glass";
  private static final int LONGEST_REASON = 500;

  private final Activated activated;
  private final Alerts alerts;
  private final InstantSource clock;

  BreakGlassRoutes(Activated activated, Alerts alerts, InstantSource clock) {
    this.activated = activated;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * What {@code PUT} takes.
   *
   * @param reason why, for everyone who is told
   */
  record Body(
      @Needed @OneOf({"continue", "stop"}) @Nullable String decision,
      @Needed @Nullable String reason) {}

  void register(GuardedApi api) {
    api.put(
        PATH,
        Operation.of("breakGlass", "Has every run of the environment answered at once, unrun.")
            .inEnvironment(Right.ADMINISTER)
            .takes(Body.class)
            .answers(200, EnvironmentView.Glass.class),
        this::on);
    api.delete(
        PATH,
        Operation.of("endBreakGlass", "Lets runs run again.")
            .inEnvironment(Right.ADMINISTER)
            .answers(204),
        this::off);
  }

  private void on(Context ctx, Call call) throws IOException {
    EnvironmentName environment = call.environment();
    Body body = Bodies.read(ctx, Body.class);
    BreakGlass on =
        new BreakGlass(
            decision(Bodies.required("decision", body.decision())),
            call.caller().id().value(),
            reason(Bodies.required("reason", body.reason())),
            Instant.ofEpochMilli(clock.millis()));
    call.registry().environments().breakGlass(environment, Optional.of(on));
    alerts.raise(environment, AlertKind.BREAK_GLASS_ON, data(on));
    activated.settle(environment);
    Answers.json(ctx, 200, EnvironmentView.Glass.of(on));
  }

  private static BreakGlass.Decision decision(String key) {
    return Arrays.stream(BreakGlass.Decision.values())
        .filter(it -> it.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> Refusal.badBody("`decision` must be continue or stop, not `" + key + "`."));
  }

  /** On one line, as it goes into logs. */
  private static String reason(String text) {
    String reason = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw Refusal.badBody(
          "`reason` must say why, in 1 to %d characters.".formatted(LONGEST_REASON));
    }
    return reason;
  }

  private static Map<String, Object> data(BreakGlass on) {
    return Map.of(
        "decision", on.decision().key(),
        "reason", on.reason(),
        "by", on.by(),
        "since", on.since().toString());
  }

  private void off(Context ctx, Call call) {
    EnvironmentName name = call.environment();
    // As it is now, not as it was when the call came in: it may just have been switched on.
    if (call.registry().environments().breakGlass(name, Optional.empty())) {
      String by = call.caller().id().value();
      alerts.raise(name, AlertKind.BREAK_GLASS_OFF, Map.of("by", by));
    }
    activated.settle(name);
    Answers.noContent(ctx);
  }
}
