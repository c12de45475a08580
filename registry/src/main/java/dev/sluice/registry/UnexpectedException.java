package dev.sluice.registry;

import java.util.Optional;

/** Thrown instead of making a change: the environment isn't what its maker believes. */
public final class UnexpectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Expectation expected;
  private final transient Optional<Expectation> actual;

  /**
   * A change that wasn't made.
   *
   * @param actual what is so instead; empty if nothing is live, or there's no such environment
   */
  public UnexpectedException(Expectation expected, Optional<Expectation> actual) {
    super("expected " + expected + ", found " + actual);
    this.expected = expected;
    this.actual = actual;
  }

  public Expectation expected() {
    return expected;
  }

  public Optional<Expectation> actual() {
    return actual;
  }
}
