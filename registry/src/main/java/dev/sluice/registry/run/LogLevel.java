package dev.sluice.registry.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a line of a run's log matters, the least first. */
public enum LogLevel {
  DEBUG(1),
  INFO(2),
  WARN(3),
  ERROR(4);

  private final int weight;

  LogLevel(int weight) {
    this.weight = weight;
  }

  /** Higher for what matters more, from 1; its number in a store. */
  public int weight() {
    return weight;
  }

  /** Its name in logs and in the API. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of that name, or empty if there's none. */
  public static Optional<LogLevel> find(String key) {
    return Arrays.stream(values()).filter(level -> level.key().equals(key)).findFirst();
  }
}
