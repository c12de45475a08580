package dev.sluice.registry.environment;

/** What a setting that is a number may be. */
final class Bounds {
  private Bounds() {}

  /**
   * @throws IllegalArgumentException naming the setting, if the value is out of bounds
   */
  static void check(String setting, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "`%s` must be a whole number from %,d to %,d".formatted(setting, least, most));
    }
  }
}
