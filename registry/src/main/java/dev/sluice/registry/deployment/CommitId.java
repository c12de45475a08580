package dev.sluice.registry.deployment;

import java.util.Optional;
import java.util.regex.Pattern;

/** A Git commit's full object name: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
public record CommitId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  public CommitId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a commit's id is 40 or 64 hexadecimal digits");
    }
  }

  /** The id in {@code text}, or empty if it isn't one. */
  public static Optional<CommitId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CommitId(text)) : Optional.empty();
  }

  /** The first ten digits, for people. */
  public String abbreviated() {
    return value.substring(0, 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
