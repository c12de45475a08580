package dev.sluice.registry;

/**
 * Thrown when an environment has as much of something as it may: nothing was changed. Its message
 * says what and how much, in words for whoever asked for more.
 */
public final class FullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FullException(String message) {
    super(message);
  }
}
