package dev.sluice.registry;

/**
 * The store refused what it was to keep, and nothing of it was written. Trying again won't help.
 */
public class UnwritableException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public UnwritableException(String message, Throwable cause) {
    super(message, cause);
  }
}
