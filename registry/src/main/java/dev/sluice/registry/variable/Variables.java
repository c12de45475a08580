package dev.sluice.registry.variable;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import java.util.List;

/**
 * The variables of each environment. Values are encrypted at rest, plain ones too. Nothing but
 * these methods changes one: no sync and no rollback does.
 */
public interface Variables {
  /**
   * Makes the variable, or replaces all of it, a next value too.
   *
   * @param by whose API key does it
   * @throws IllegalArgumentException if there's no such environment
   */
  KeptVariable put(EnvironmentName environment, Variable variable, KeyId by);

  /** Gives a secret a next value, or another one; the present value stays. */
  NextOutcome putNext(EnvironmentName environment, VariableName name, Secret next, KeyId by);

  /** Makes the next value the value; the one before is gone. */
  NextOutcome rotate(EnvironmentName environment, VariableName name, KeyId by);

  /** Forgets the next value; the present one stays. */
  NextOutcome dropNext(EnvironmentName environment, VariableName name, KeyId by);

  /** Whether there was one to delete. */
  boolean delete(EnvironmentName environment, VariableName name);

  /** All of them with their values, by name. */
  List<KeptVariable> list(EnvironmentName environment);
}
