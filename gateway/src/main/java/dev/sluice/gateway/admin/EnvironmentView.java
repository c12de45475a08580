package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment as administrators see it.
 *
 * @param egress absent means the public internet
 * @param limits those that aren't the default; absent if all are
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
    boolean webhookSecretSet,
    Optional<Integer> release,
    Instant createdAt) {

  record Repository(String url, String branch) {}

  record Allowed(List<String> allow) {}

  static EnvironmentView of(
      Environment environment, boolean webhookSecretSet, Optional<Integer> release) {
    return new EnvironmentView(
        environment.name().value(),
        new Repository(
            environment.settings().repository().url(),
            environment.settings().repository().branch()),
        environment.settings().kindeDomain().map(Object::toString),
        environment.settings().goLiveOnSync(),
        allowed(environment.settings().egress()),
        Optional.of(environment.settings().limits().byKey()).filter(it -> !it.isEmpty()),
        webhookSecretSet,
        release,
        environment.createdAt());
  }

  private static Optional<Allowed> allowed(Egress egress) {
    return switch (egress) {
      case Egress.PublicInternet() -> Optional.empty();
      case Egress.Only(List<String> targets) -> Optional.of(new Allowed(targets));
    };
  }
}
