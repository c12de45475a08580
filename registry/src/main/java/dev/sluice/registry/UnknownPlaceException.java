package dev.sluice.registry;

/** Thrown when {@link PageRequest#after} isn't what a list ever gives as {@link Page#next}. */
public final class UnknownPlaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownPlaceException() {
    super("after must be what the page before gave as next; it names no place in this list");
  }
}
