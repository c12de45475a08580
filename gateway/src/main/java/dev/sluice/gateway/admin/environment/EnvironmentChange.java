package dev.sluice.gateway.admin.environment;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Oversight;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment's settings are to be, and those of its secrets that change. Which of the
 * others it keeps depends on where its repository was: nobody may change that between the look and
 * the change, or a token that was just given for one host would be shown to another.
 */
public record EnvironmentChange(
    EnvironmentName name,
    EnvironmentSettings settings,
    Map<EnvironmentSecret, Optional<Secret>> secrets) {
  private static final int TRIES = 10;

  /**
   * Makes it.
   *
   * @param warnings gets what to tell the caller
   * @throws UnexpectedException if the environment isn't what the caller believes
   * @throws dev.sluice.gateway.http.Refusal 400 if the alert address is another's, shortened
   */
  public Environment make(Registry registry, List<String> warnings) {
    for (int tries = 1; ; tries++) {
      Optional<Environment> before = registry.environments().find(name);
      try {
        return make(registry, before, warnings);
      } catch (UnexpectedException e) {
        if (tries == TRIES || !asFound(before).equals(e.expected())) {
          throw e;
        }
      }
    }
  }

  private Environment make(Registry registry, Optional<Environment> before, List<String> warnings) {
    Map<EnvironmentSecret, Optional<Secret>> changed = new EnumMap<>(EnvironmentSecret.class);
    changed.putAll(secrets);
    EnvironmentSettings wanted = withAlertUrl(before);
    List<String> told =
        new RepositorySecret(registry.environments(), name)
            .keepOrForget(
                before.map(it -> it.settings().repository()), wanted.repository(), changed);
    Registry careful = registry.expecting(name, asFound(before));
    Environment environment = careful.environments().put(name, wanted, changed);
    warnings.addAll(told);
    return environment;
  }

  /** What is shown of an alert address stands for the whole one. */
  private EnvironmentSettings withAlertUrl(Optional<Environment> before) {
    Oversight given = settings.oversight();
    Optional<URI> present = before.flatMap(it -> it.settings().oversight().alerts());
    Oversight whole =
        new Oversight(
            given.recording(),
            given.retention(),
            given.safetyNet(),
            given.alerts().map(url -> AlertUrl.whole(url, present)),
            given.typeCheck());
    return new EnvironmentSettings(
        settings.repository(), settings.goLiveOnSync(), settings.runs(), whole, settings.trust());
  }

  /** That it isn't there is a belief, too: two may be about to make it. */
  private static Expectation asFound(Optional<Environment> environment) {
    return environment
        .<Expectation>map(it -> new Expectation.Settings(it.revision()))
        .orElseGet(Expectation.Absent::new);
  }
}
