package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.environment.TypeChecking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An environment as administrators see it.
 *
 * @param egress absent means the public internet
 * @param limits those that aren't the default; absent if all are
 * @param secureFetch absent if its layout is the default
 * @param localization absent if there are no texts, and from lists
 * @param recording absent, as all that follows, where it is the default
 * @param webhookSecretSet whether there is one; none is ever shown
 * @param breakGlass the emergency switch, while it is on
 * @param release the live one's number; absent before the first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EnvironmentView(
    String name,
    RepositoryView repository,
    Optional<String> kindeDomain,
    boolean goLiveOnSync,
    Optional<Allowed> egress,
    Optional<Map<String, Long>> limits,
    Optional<SecureFetch> secureFetch,
    Optional<Localization> localization,
    Optional<Recording> recording,
    Optional<Retention> retention,
    Optional<SafetyNet> safetyNet,
    Optional<Alerts> alerts,
    Optional<TrustView> trust,
    @OneOf({"strict", "warn", "off"}) Optional<String> typeCheck,
    boolean webhookSecretSet,
    boolean nextWebhookSecretSet,
    boolean previewPasswordSet,
    Optional<Glass> breakGlass,
    Optional<Integer> release,
    Instant createdAt) {

  record Allowed(List<String> allow) {}

  record SecureFetch(@OneOf({"kinde", "tag_last"}) String layout) {}

  /**
   * Who is alerted.
   *
   * @param url without its path, which may be all that a receiver asks for
   */
  record Alerts(String url, boolean secretSet) {}

  /** The emergency switch. */
  public record Glass(
      @OneOf({"continue", "stop"}) String decision, String by, String reason, Instant since) {
    public static Glass of(BreakGlass on) {
      return new Glass(on.decision().key(), on.by(), on.reason(), on.since());
    }
  }

  public static EnvironmentView of(
      Environment environment, Predicate<EnvironmentSecret> isSet, Optional<Integer> release) {
    EnvironmentSettings settings = environment.settings();
    RunSettings runs = settings.runs();
    Oversight oversight = settings.oversight();
    return new EnvironmentView(
        environment.name().value(),
        RepositoryView.of(settings.repository(), isSet),
        runs.kindeDomain().map(Object::toString),
        settings.goLiveOnSync(),
        allowed(runs.egress()),
        Optional.of(runs.limits().byKey()).filter(it -> !it.isEmpty()),
        secureFetch(runs.sealing()),
        unlessUsual(runs.localization(), Localization.NONE),
        unlessUsual(oversight.recording(), Recording.DEFAULT),
        unlessUsual(oversight.retention(), Retention.DEFAULT),
        oversight.safetyNet(),
        oversight
            .alerts()
            .map(url -> new Alerts(Oversight.shown(url), isSet.test(EnvironmentSecret.ALERTS))),
        TrustView.of(settings.trust()),
        unlessUsual(oversight.typeCheck(), TypeChecking.WARN).map(TypeChecking::toString),
        isSet.test(EnvironmentSecret.WEBHOOK),
        isSet.test(EnvironmentSecret.NEXT_WEBHOOK),
        isSet.test(EnvironmentSecret.PREVIEW),
        environment.breakGlass().map(Glass::of),
        release,
        environment.createdAt());
  }

  /** The same without what is too long for a list. */
  public EnvironmentView listed() {
    return new EnvironmentView(
        name,
        repository,
        kindeDomain,
        goLiveOnSync,
        egress,
        limits,
        secureFetch,
        Optional.empty(),
        recording,
        retention,
        safetyNet,
        alerts,
        trust.map(TrustView::withoutKeys),
        typeCheck,
        webhookSecretSet,
        nextWebhookSecretSet,
        previewPasswordSet,
        breakGlass,
        release,
        createdAt);
  }

  private static Optional<SecureFetch> secureFetch(SealingLayout layout) {
    return unlessUsual(layout, SealingLayout.KINDE).map(it -> new SecureFetch(it.key()));
  }

  private static <T> Optional<T> unlessUsual(T chosen, T usual) {
    return Optional.of(chosen).filter(it -> !it.equals(usual));
  }

  private static Optional<Allowed> allowed(Egress egress) {
    return switch (egress) {
      case Egress.PublicInternet() -> Optional.empty();
      case Egress.Only(List<String> targets) -> Optional.of(new Allowed(targets));
    };
  }
}
