package dev.sluice.registry.request;

/**
 * What a caller calls a request, so that it can be sent again.
 *
 * @param caller a key's id
 * @param name the caller's choice, 1 to 200 characters
 */
public record RequestName(String caller, String name) {
  public static final int LONGEST = 200;

  public RequestName {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException("a request's name has 1 to " + LONGEST + " characters");
    }
  }
}
