package dev.sluice.registry;

/** Something the store holds isn't what was put there. Trying again won't help. */
public class DamagedException extends RegistryException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is damaged, and what to do
   */
  public DamagedException(String message) {
    super(message);
  }
}
