package dev.sluice.registry.gateway;

/** What people call a gateway: 1 to 100 printable characters. Several may be called the same. */
public record GatewayName(String value) {
  private static final int LONGEST = 100;

  /**
   * @throws IllegalArgumentException if that isn't one
   */
  public GatewayName {
    if (value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a gateway's name is 1 to 100 printable characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
