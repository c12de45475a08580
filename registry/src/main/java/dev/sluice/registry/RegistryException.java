package dev.sluice.registry;

/**
 * The store couldn't be reached or refused; what was asked has not happened, unless the message
 * says that it may have. Trying again may help.
 */
public class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryException(String message) {
    super(message);
  }

  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
