package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment as administrators see it.
 *
 * @param egress absent means the public internet
 * @param limits those that aren't the default; absent if all are
 * @param secureFetch absent if its layout is the default
 * @param localization absent if there are no texts, and from lists
 * @param webhookSecretSet whether there is one; it is never shown
 * @param release the live one's number; absent before the first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EnvironmentView(
    String name,
    Repository repository,
    Optional<String> kindeDomain,
    boolean goLiveOnSync,
    Optional<Allowed> egress,
    Optional<Map<String, Long>> limits,
    Optional<SecureFetch> secureFetch,
    Optional<Localization> localization,
    boolean webhookSecretSet,
    Optional<Integer> release,
    Instant createdAt) {

  record Repository(String url, String branch) {}

  record Allowed(List<String> allow) {}

  record SecureFetch(String layout) {}

  static EnvironmentView of(
      Environment environment, boolean webhookSecretSet, Optional<Integer> release) {
    EnvironmentSettings settings = environment.settings();
    RunSettings runs = settings.runs();
    return new EnvironmentView(
        environment.name().value(),
        new Repository(settings.repository().url(), settings.repository().branch()),
        runs.kindeDomain().map(Object::toString),
        settings.goLiveOnSync(),
        allowed(runs.egress()),
        Optional.of(runs.limits().byKey()).filter(it -> !it.isEmpty()),
        secureFetch(runs.sealing()),
        Optional.of(runs.localization()).filter(it -> !it.equals(Localization.NONE)),
        webhookSecretSet,
        release,
        environment.createdAt());
  }

  /** The same without what is too long for a list. */
  EnvironmentView listed() {
    return new EnvironmentView(
        name,
        repository,
        kindeDomain,
        goLiveOnSync,
        egress,
        limits,
        secureFetch,
        Optional.empty(),
        webhookSecretSet,
        release,
        createdAt);
  }

  private static Optional<SecureFetch> secureFetch(SealingLayout layout) {
    return Optional.of(layout)
        .filter(it -> it != SealingLayout.KINDE)
        .map(it -> new SecureFetch(it.key()));
  }

  private static Optional<Allowed> allowed(Egress egress) {
    return switch (egress) {
      case Egress.PublicInternet() -> Optional.empty();
      case Egress.Only(List<String> targets) -> Optional.of(new Allowed(targets));
    };
  }
}
