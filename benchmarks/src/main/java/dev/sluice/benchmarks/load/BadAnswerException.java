package dev.sluice.benchmarks.load;

/** A server answered what it shouldn't have: the measurement is void. */
public final class BadAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadAnswerException(String message) {
    super(message);
  }
}
