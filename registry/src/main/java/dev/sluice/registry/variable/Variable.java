package dev.sluice.registry.variable;

import dev.sluice.registry.Secret;
import java.util.Optional;

/**
 * A value an environment gives its workflows.
 *
 * @param next what the value is to become, while both count; of a secret one only
 * @param secret whether it must never be shown again
 */
public record Variable(VariableName name, Secret value, Optional<Secret> next, boolean secret) {
  public Variable {
    if (next.isPresent() && !secret) {
      throw new IllegalArgumentException("only a secret variable has a next value");
    }
  }

  /** One without a next value. */
  public Variable(VariableName name, Secret value, boolean secret) {
    this(name, value, Optional.empty(), secret);
  }

  /** The same with that next value, or none. */
  public Variable withNext(Optional<Secret> other) {
    return new Variable(name, value, other, secret);
  }
}
