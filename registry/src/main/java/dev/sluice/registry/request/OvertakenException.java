package dev.sluice.registry.request;

/** A change was to be made for an attempt at a request that another one has taken over from. */
public final class OvertakenException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public OvertakenException() {
    super("another attempt at the same request has taken over");
  }
}
