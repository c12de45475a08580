package dev.sluice.registry.variable;

import dev.sluice.registry.Secret;
import java.util.Optional;

/**
 * A value an environment gives its workflows.
 *
 * @param next what the value is to become, while both count; of a secret one only
 * @param preview what previews of pull requests are given in its place; without it, they haven't
 *     got the variable
 * @param secret whether it must never be shown again
 */
public record Variable(
    VariableName name,
    Secret value,
    Optional<Secret> next,
    Optional<Secret> preview,
    boolean secret) {
  public Variable {
    if (next.isPresent() && !secret) {
      throw new IllegalArgumentException("only a secret variable has a next value");
    }
  }

  /** One that previews of pull requests haven't got. */
  public Variable(VariableName name, Secret value, Optional<Secret> next, boolean secret) {
    this(name, value, next, Optional.empty(), secret);
  }

  /** One without a next value, that previews of pull requests haven't got. */
  public Variable(VariableName name, Secret value, boolean secret) {
    this(name, value, Optional.empty(), secret);
  }

  /** The same with that next value, or none. */
  public Variable withNext(Optional<Secret> other) {
    return new Variable(name, value, other, preview, secret);
  }

  /** The same with that value, and no next one. */
  public Variable withValue(Secret other) {
    return new Variable(name, other, Optional.empty(), preview, secret);
  }
}
