package dev.sluice.registry.environment;

import java.util.Optional;

/** The name of an environment: 1 to 63 lower-case letters, digits and inner hyphens. */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
  private static final int LONGEST = 63;

  public EnvironmentName {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "an environment's name is 1 to 63 lower-case letters, digits and inner hyphens");
    }
  }

  /** The name in {@code text}, or empty if it isn't one. */
  public static Optional<EnvironmentName> parse(String text) {
    return isName(text) ? Optional.of(new EnvironmentName(text)) : Optional.empty();
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && !text.startsWith("-")
        && !text.endsWith("-")
        && text.chars().allMatch(it -> it == '-' || isLetterOrDigit(it));
  }

  private static boolean isLetterOrDigit(int character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  }

  @Override
  public int compareTo(EnvironmentName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
