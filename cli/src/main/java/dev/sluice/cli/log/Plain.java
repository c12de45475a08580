package dev.sluice.cli.log;

import java.util.regex.Pattern;

/**
 * What somebody else may have written, for people to read: it stays on its line, and reads in its
 * direction. Tabs stay.
 */
final class Plain {
  private static final Pattern UNRULY =
      Pattern.compile(
          "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]+");

  private Plain() {}

  static String text(String text) {
    return UNRULY.matcher(text).replaceAll(" ");
  }
}
