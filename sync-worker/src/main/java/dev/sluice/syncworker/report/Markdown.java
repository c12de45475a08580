package dev.sluice.syncworker.report;

import java.util.regex.Pattern;

/**
 * Others' text within a comment. It stands in code spans, in which hosts see no HTML, links,
 * mentions or commands (CommonMark 0.31, "Code spans").
 */
final class Markdown {
  /** Beyond some length, which is 80 in GitHub's reader, backticks open no code any more. */
  private static final Pattern MANY_BACKTICKS = Pattern.compile("`{6,}");

  private static final String FEWER = "`".repeat(5);

  private Markdown() {}

  /** The text on one line, at most so many characters of it, and nothing in it means anything. */
  static String code(String text, int longest) {
    String line = MANY_BACKTICKS.matcher(PlainText.of(text, longest)).replaceAll(FEWER);
    String fence = "`".repeat(longestRun(line) + 1);
    // A space on both sides is taken away again, so that none of the text's own is.
    return line.isEmpty() ? "–" : fence + " " + line + " " + fence;
  }

  /** The same within a table, where a bar would end the cell, also of code. */
  static String cell(String text, int longest) {
    return code(text, longest).replace("|", "\\|");
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
