package dev.sluice.registry;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.Map;

/**
 * Counters that grow with every committed change, so that a poll is one cheap read. A database that
 * has lost its last commits goes back to smaller ones: another number is news, smaller or not.
 *
 * @param environments per environment: its settings, variables, active workflow keys and live
 *     release
 * @param keys all API keys together
 */
public record Revisions(Map<EnvironmentName, Long> environments, long keys) {
  public Revisions {
    environments = Map.copyOf(environments);
  }
}
