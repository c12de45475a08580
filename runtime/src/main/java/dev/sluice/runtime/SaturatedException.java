package dev.sluice.runtime;

/** There was no realm to be had in time: too much runs already. Trying again soon may help. */
public final class SaturatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SaturatedException(String message) {
    super(message);
  }
}
