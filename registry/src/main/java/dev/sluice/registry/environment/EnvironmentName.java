package dev.sluice.registry.environment;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an environment: 1 to 63 lower-case letters, digits and inner hyphens. */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public EnvironmentName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an environment's name is 1 to 63 lower-case letters, digits and inner hyphens");
    }
  }

  /** The name in {@code text}, or empty if it isn't one. */
  public static Optional<EnvironmentName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new EnvironmentName(text)) : Optional.empty();
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
