package dev.sluice.registry.environment;

/** A text as a message quotes it: its beginning, if it's long. */
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String of(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
