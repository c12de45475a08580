package dev.sluice.registry.environment;

import dev.sluice.registry.Secret;
import java.util.List;
import java.util.Optional;

/** The environments that exist. */
public interface Environments {
  /**
   * Makes the environment, or replaces its settings.
   *
   * @param webhookSecret the new one; empty keeps the present one, if any
   */
  Environment put(
      EnvironmentName name, EnvironmentSettings settings, Optional<Secret> webhookSecret);

  Optional<Environment> find(EnvironmentName name);

  /** All of them, by name. */
  List<Environment> list();

  /**
   * What the Git host signs its pushes with; empty if none was set or there's no such environment.
   */
  Optional<Secret> webhookSecret(EnvironmentName name);
}
