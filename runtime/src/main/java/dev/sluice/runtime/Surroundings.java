package dev.sluice.runtime;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an environment gives its runs. Immutable; make a new one when something changes.
 * Thread-safe.
 */
public final class Surroundings {
  /** Nothing at all, and nowhere to go. */
  public static final Surroundings NONE =
      new Surroundings(
          Map.of(), Optional.empty(), new EgressPolicy.Only(List.of()), Sealing.NONE, Texts.NONE);

  private final Map<String, Variable> variables;
  private final Optional<URI> kindeDomain;
  private final EgressPolicy egress;
  private final Sealing sealing;
  private final Texts texts;

  /**
   * Made once, when a run first has something to hide them in: it takes long where they are large.
   */
  private volatile @Nullable List<String> hidden;

  /**
   * @param kindeDomain the origin that may be called without declaring {@code kinde.fetch}
   */
  public Surroundings(
      Map<String, Variable> variables,
      Optional<URI> kindeDomain,
      EgressPolicy egress,
      Sealing sealing,
      Texts texts) {
    this.variables = Map.copyOf(variables);
    this.kindeDomain = kindeDomain;
    this.egress = egress;
    this.sealing = sealing;
    this.texts = texts;
  }

  public Map<String, Variable> variables() {
    return variables;
  }

  /** The origin that may be called without declaring {@code kinde.fetch}. */
  public Optional<URI> kindeDomain() {
    return kindeDomain;
  }

  public EgressPolicy egress() {
    return egress;
  }

  public Sealing sealing() {
    return sealing;
  }

  public Texts texts() {
    return texts;
  }

  /**
   * What is searched for in whatever may be read later: the secret variables, in every form they
   * may be written in, the longest first, as a secret may be part of another.
   */
  public List<String> hidden() {
    @Nullable List<String> known = hidden;
    if (known == null) {
      known =
          variables.values().stream()
              .filter(Variable::secret)
              .flatMap(it -> Stream.concat(Stream.of(it.value()), it.next().stream()))
              .flatMap(secret -> SecretForms.ofLong(secret).stream())
              .distinct()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
      hidden = known;
    }
    return known;
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
