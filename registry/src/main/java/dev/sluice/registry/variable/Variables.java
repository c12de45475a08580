package dev.sluice.registry.variable;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import java.util.List;
import java.util.function.Function;

/**
 * The variables of each environment. Values are encrypted at rest, plain ones too. Nothing but
 * these methods changes one: no sync and no rollback does.
 */
public interface Variables {
  /** How many an environment may have. */
  int MOST = 1000;

  /** How many bytes the values of an environment's variables may have in all, encrypted. */
  int MOST_BYTES = 2 * 1024 * 1024;

  /**
   * Makes the variable, or replaces all of it, a next value too.
   *
   * @param by whose API key does it
   * @throws IllegalArgumentException if there's no such environment
   * @throws dev.sluice.registry.FullException if there would be more than {@link #MOST}, or {@link
   *     #MOST_BYTES}
   */
  KeptVariable put(EnvironmentName environment, Variable variable, KeyId by);

  /**
   * The same for one of which it isn't said whether it is secret.
   *
   * @param made gives the variable, told whether the present one is secret, within the transaction
   *     that puts it; what it throws undoes that
   */
  KeptVariable put(
      EnvironmentName environment, VariableName name, Function<Boolean, Variable> made, KeyId by);

  /**
   * Gives a secret a next value, or another one; the present value stays.
   *
   * @throws dev.sluice.registry.FullException if there would be more than {@link #MOST_BYTES}
   */
  NextOutcome putNext(EnvironmentName environment, VariableName name, Secret next, KeyId by);

  /** Makes the next value the value; the one before is gone. */
  NextOutcome rotate(EnvironmentName environment, VariableName name, KeyId by);

  /** Forgets the next value; the present one stays. */
  NextOutcome dropNext(EnvironmentName environment, VariableName name, KeyId by);

  /** Whether there was one to delete. */
  boolean delete(EnvironmentName environment, VariableName name);

  /** Whether there is such a one; its values, which may be damaged, aren't looked at. */
  boolean has(EnvironmentName environment, VariableName name);

  /** All of them with their values, by name. */
  List<KeptVariable> list(EnvironmentName environment);
}
