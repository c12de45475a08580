package dev.sluice.runtime;

import java.net.URI;
import java.util.List;
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
  /** Nothing at all, and nowhere to go. */
  public static final Surroundings NONE =
      new Surroundings(
          Map.of(), Optional.empty(), new EgressPolicy.Only(List.of()), Sealing.NONE, Texts.NONE);

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /**
   * A value for {@code kinde.env}; a secret one is kept out of logs and errors.
   *
   * @param next what the value is to become, while both count
   */
  public record Variable(String value, Optional<String> next, boolean secret) {
    /**
     * How many characters a secret has at least that is searched for. Searching for shorter ones
     * would wreck every text and, by what is missing, tell more than it hides.
     */
    public static final int SHORTEST_HIDDEN = 6;

    /** One without a next value. */
    public Variable(String value, boolean secret) {
      this(value, Optional.empty(), secret);
    }

    @Override
    public String toString() {
      return secret ? "***" : value;
    }
  }
}
