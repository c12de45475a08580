package dev.sluice.registry;

/**
 * The registry's tables aren't those this version works with. Trying again helps only once somebody
 * has brought them up to date, or starts another version.
 */
public final class TablesException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public TablesException(String message) {
    super(message);
  }

  public TablesException(String message, Throwable cause) {
    super(message, cause);
  }
}
