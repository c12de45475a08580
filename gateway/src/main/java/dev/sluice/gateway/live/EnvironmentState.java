package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.variable.Variable;
import java.util.List;
import java.util.Map;

/** All that runs of an environment are given and held to, but for its release. Immutable. */
public record EnvironmentState(
    EnvironmentName name,
    RunSettings runs,
    Recording recording,
    Safeguards safeguards,
    Belongings belongings) {

  /**
   * What is the environment's own, and nobody else's to know.
   *
   * @param keys what seals for each workflow that has an active key
   */
  public record Belongings(List<Variable> variables, Map<WorkflowId, KeyMaterial> keys) {
    public Belongings {
      variables = List.copyOf(variables);
      keys = Map.copyOf(keys);
    }
  }
}
