package dev.sluice.gateway.record;

import dev.sluice.registry.environment.EnvironmentName;

/**
 * Is told of runs that weren't remembered, as storage couldn't keep up or refused them. Called on
 * the thread that writes runs, so it must be quick and not throw; at most every ten seconds.
 */
@FunctionalInterface
public interface LossListener {
  /**
   * Runs were lost.
   *
   * @param runs how many since this was last told
   */
  void lost(EnvironmentName environment, int runs);
}
