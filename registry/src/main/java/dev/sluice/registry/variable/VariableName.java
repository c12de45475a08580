package dev.sluice.registry.variable;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a workflow asks for: letters, digits and underscores, not a digit first, up to 128. */
public record VariableName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  public VariableName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a variable's name is up to 128 letters, digits and underscores, not a digit first");
    }
  }

  /** The name in {@code text}, or empty if it isn't one. */
  public static Optional<VariableName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new VariableName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
