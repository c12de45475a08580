package dev.sluice.syncworker.report;

import java.util.regex.Pattern;

/** Text of a repository's or a tool's, made fit to be shown to whoever sees a pull request. */
final class PlainText {
  /** Control and format characters, those that turn the direction of text among them. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

  /** A place on the server's disk; of it, only the last name is anybody's business. */
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?<![\\w.@:/~-])(?:file://)?/(?:[\\w.@+-]+/)+([\\w.@+-]+)");

  private PlainText() {}

  /** One line without unseen characters and absolute paths. */
  static String of(String text) {
    String line = UNSEEN.matcher(text).replaceAll(" ").strip();
    return ABSOLUTE.matcher(line).replaceAll("…/$1");
  }

  /** The same, at most so many characters long. */
  static String of(String text, int longest) {
    return cut(of(text), longest);
  }

  /** At most so many characters of it. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
