package dev.sluice.registry.environment;

import java.util.Arrays;
import java.util.Locale;

/** What is made of what the TypeScript compiler finds in a commit. */
public enum TypeChecking {
  /** A commit with findings is rejected. */
  STRICT,
  /** Findings are warnings in the logs. */
  WARN,
  /** Nobody looks. */
  OFF;

  /** Its name in the API and in a store. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there's none
   */
  public static TypeChecking of(String key) {
    return Arrays.stream(values())
        .filter(it -> it.toString().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("`typeCheck` must be strict, warn or off"));
  }
}
