package dev.sluice.gateway.admin.environment;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
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
   */
  public Environment make(Registry registry, List<String> warnings) {
    for (int tries = 1; ; tries++) {
      Optional<Environment> before = registry.environments().find(name);
      try {
        return make(registry, before, warnings);
      } catch (UnexpectedException e) {
        if (tries == TRIES
            || !before.map(EnvironmentChange::asFound).equals(Optional.of(e.expected()))) {
          throw e;
        }
      }
    }
  }

  private Environment make(Registry registry, Optional<Environment> before, List<String> warnings) {
    Map<EnvironmentSecret, Optional<Secret>> changed = new EnumMap<>(EnvironmentSecret.class);
    changed.putAll(secrets);
    List<String> told =
        new RepositorySecret(registry.environments(), name)
            .keepOrForget(
                before.map(it -> it.settings().repository()), settings.repository(), changed);
    Registry careful = before.map(it -> registry.expecting(name, asFound(it))).orElse(registry);
    Environment environment = careful.environments().put(name, settings, changed);
    warnings.addAll(told);
    return environment;
  }

  private static Expectation asFound(Environment environment) {
    return new Expectation.Settings(environment.revision());
  }
}
