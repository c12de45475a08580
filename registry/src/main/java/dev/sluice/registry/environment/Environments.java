package dev.sluice.registry.environment;

import dev.sluice.registry.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environments that exist. */
public interface Environments {
  /**
   * Makes the environment, or replaces its settings.
   *
   * @param secrets those that change: the new one, or empty to take it away. The others stay
   */
  Environment put(
      EnvironmentName name,
      EnvironmentSettings settings,
      Map<EnvironmentSecret, Optional<Secret>> secrets);

  /**
   * Changes secrets and nothing else.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  Environment putSecrets(EnvironmentName name, Map<EnvironmentSecret, Optional<Secret>> secrets);

  Optional<Environment> find(EnvironmentName name);

  /** All of them, by name. */
  List<Environment> list();

  /** That secret; empty if none was set or there's no such environment. */
  Optional<Secret> secret(EnvironmentName name, EnvironmentSecret which);

  /** Those it has, without a look at what they are. */
  Set<EnvironmentSecret> secretsSet(EnvironmentName name);

  /**
   * Switches the emergency switch on, or off.
   *
   * @return whether that changed anything: if not, nothing is told of
   * @throws IllegalArgumentException if there's no such environment
   */
  boolean breakGlass(EnvironmentName name, Optional<BreakGlass> breakGlass);
}
