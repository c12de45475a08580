package dev.sluice.registry.vault;

/**
 * There's no master key, or not the right one: nothing can start until an operator acts. The
 * message says how, and never holds a key.
 */
public final class MasterKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MasterKeyException(String message) {
    super(message);
  }

  public MasterKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
