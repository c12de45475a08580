package dev.sluice.registry.run;

/**
 * A user's id, as the auth service that asks for runs knows it. Never stored as it is, and never
 * shown: {@link #toString} is {@code ***}.
 */
public record UserId(String value) {
  private static final int LONGEST = 500;

  public UserId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("a user's id has 1 to " + LONGEST + " characters");
    }
  }

  /** Whether the text can be one. */
  public static boolean isOne(String text) {
    return !text.isBlank() && text.length() <= LONGEST;
  }

  @Override
  public String toString() {
    return "***";
  }
}
