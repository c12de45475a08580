package dev.sluice.registry.variable;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;

/** The variables of each environment. Values are encrypted at rest, plain ones too. */
public interface Variables {
  /**
   * @throws IllegalArgumentException if there's no such environment
   */
  void put(EnvironmentName environment, Variable variable);

  /** Whether there was one to delete. */
  boolean delete(EnvironmentName environment, VariableName name);

  /** All of them with their values, by name. */
  List<Variable> list(EnvironmentName environment);
}
