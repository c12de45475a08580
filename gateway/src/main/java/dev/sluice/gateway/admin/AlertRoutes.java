package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.alert.Attempt;
import dev.sluice.gateway.alert.Trial;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/** {@code /v1/environments/{environment}/alerts/test}: tries the receiver. */
final class AlertRoutes {
  private final Alerts alerts;

  AlertRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  /**
   * What became of the trial.
   *
   * @param status what the receiver answered; absent if it didn't
   * @param answer the same in words
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record View(boolean delivered, Optional<Integer> status, String answer) {
    static View of(Attempt attempt) {
      Optional<Integer> status =
          switch (attempt) {
            case Attempt.Delivered(int code) -> Optional.of(code);
            case Attempt.Refused(int code) -> Optional.of(code);
            case Attempt.Failed _ -> Optional.empty();
          };
      return new View(attempt.isDelivered(), status, attempt.words());
    }
  }

  void register(GuardedApi api) {
    api.post(
        "/v1/environments/{environment}/alerts/test",
        Operation.of("tryAlerts", "Sends an alert that is a trial, and tells what became of it.")
            .inEnvironment(Right.ADMINISTER)
            .mayBeRepeated()
            .answers(200, View.class)
            .refuses(
                ProblemCode.NO_ALERTS, ProblemCode.TOO_MANY_ALERT_TESTS, ProblemCode.SHUTTING_DOWN),
        this::test);
  }

  private void test(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    String by = call.caller().id().value();
    try {
      switch (alerts.test(environment, by)) {
        case Trial.Made(Attempt attempt) -> Answers.json(ctx, 200, View.of(attempt));
        case Trial.NoReceiver() -> throw noReceiver(environment);
        case Trial.TooMany(Duration pause) -> throw tooMany(environment, pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable(
          "shutting_down", "This server is shutting down.", Duration.ofSeconds(1));
    }
  }

  private static Refusal noReceiver(EnvironmentName environment) {
    String detail = "Give %s an `alerts.url` first.".formatted(environment);
    return new Refusal(new HttpProblem(409, "no_alerts", "There is nobody to alert", detail));
  }

  private static Refusal tooMany(EnvironmentName environment, Duration pause) {
    String detail = "The alerts of %s were tried often in the last minute.".formatted(environment);
    HttpProblem problem =
        new HttpProblem(429, "too_many_alert_tests", "Too many trials of alerts", detail);
    return new Refusal(problem.retryAfter(pause.plusMillis(999)));
  }
}
