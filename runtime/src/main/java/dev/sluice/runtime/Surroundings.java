package dev.sluice.runtime;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment gives its runs. Immutable; make a new one when something changes.
 *
 * @param kindeDomain the origin that may be called without declaring {@code kinde.fetch}
 */
public record Surroundings(
    Map<String, Variable> variables,
    Optional<URI> kindeDomain,
    EgressPolicy egress,
    Sealing sealing,
    Texts texts) {
  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /** A value for {@code kinde.env}; a secret one is kept out of logs and errors. */
  public record Variable(String value, boolean secret) {
    @Override
    public String toString() {
      return secret ? "***" : value;
    }
  }
}
