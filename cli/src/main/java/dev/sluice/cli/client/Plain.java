package dev.sluice.cli.client;

import java.util.regex.Pattern;

/**
 * Text that may be anyone's, such as a repository's, made fit for a terminal or a CI job's log: in
 * the one, escape sequences would count, in the other, lines that begin as commands do.
 */
public final class Plain {
  private static final Pattern NOT_IN_LINES =
      Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\n\t]]");
  private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Plain() {}

  /** All of it on one line. */
  public static String line(String text) {
    return NOT_IN_A_LINE.matcher(text).replaceAll(" ");
  }

  /** The same, with the lines it has. */
  public static String lines(String text) {
    return NOT_IN_LINES.matcher(text).replaceAll("?");
  }
}
