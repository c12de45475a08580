package dev.sluice.registry;

/**
 * The master key was rotated to one that this process doesn't have. The registry is there, and
 * trying again helps only once the process was started with the new key.
 */
public final class OutdatedKeyException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public OutdatedKeyException(Throwable cause) {
    super(
        "The master key was rotated, and this process has only the old one: nothing can be"
            + " changed through it. Start it again with the new one",
        cause);
  }
}
