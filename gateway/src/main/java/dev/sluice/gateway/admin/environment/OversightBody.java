package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.registry.environment.TypeChecking;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an environment takes of how it is watched over: what is left out, whole or in parts, has its
 * default.
 */
record OversightBody(
    @Nullable Remembered recording,
    @Nullable Kept retention,
    @Nullable Net safetyNet,
    @Nullable Alerts alerts,
    @Nullable String typeCheck) {

  /** Which runs are remembered, and what of them. */
  record Remembered(@Nullable Integer completedPerSecond, @Nullable Boolean events) {}

  /** For how long. */
  record Kept(
      @Nullable Integer runDays,
      @Nullable Integer runs,
      @Nullable Integer syncDays,
      @Nullable Integer syncs) {}

  /** When a release is rolled back by itself. */
  record Net(
      @Needed @Nullable Integer errorPercent,
      @Nullable Integer windowSeconds,
      @Nullable Integer leastRuns) {}

  /**
   * Where alerts go.
   *
   * @param secret what they are signed with; the present one if left out
   */
  @JsonIgnoreProperties("secretSet")
  record Alerts(@Needed @Nullable String url, @Nullable String secret) {}

  /**
   * @throws dev.sluice.gateway.http.Refusal 400 naming what is missing or not allowed
   */
  Oversight oversight() {
    return new Oversight(
        recording == null ? Recording.DEFAULT : Bodies.valid(recording, OversightBody::recording),
        retention == null ? Retention.DEFAULT : Bodies.valid(retention, OversightBody::retention),
        Optional.ofNullable(safetyNet).map(net -> Bodies.valid(net, OversightBody::net)),
        alertUrl(),
        typeCheck == null ? TypeChecking.WARN : Bodies.valid(typeCheck, TypeChecking::of));
  }

  private static Recording recording(Remembered given) {
    return new Recording(
        or(given.completedPerSecond(), Recording.DEFAULT.completedPerSecond()),
        given.events() != null && given.events());
  }

  private static Retention retention(Kept given) {
    Retention usual = Retention.DEFAULT;
    return new Retention(
        or(given.runDays(), usual.runDays()),
        or(given.runs(), usual.runs()),
        or(given.syncDays(), usual.syncDays()),
        or(given.syncs(), usual.syncs()));
  }

  private static SafetyNet net(Net given) {
    return new SafetyNet(
        Bodies.required("safetyNet.errorPercent", given.errorPercent()),
        or(given.windowSeconds(), 60),
        or(given.leastRuns(), 20));
  }

  private Optional<URI> alertUrl() {
    return Optional.ofNullable(alerts)
        .map(given -> AlertUrl.check(Bodies.required("alerts.url", given.url())));
  }

  private static int or(@Nullable Integer given, int usual) {
    return given == null ? usual : given;
  }
}
