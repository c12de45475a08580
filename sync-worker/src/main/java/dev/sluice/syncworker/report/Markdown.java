package dev.sluice.syncworker.report;

/**
 * Others' text within a comment. It stands in code spans, in which hosts see no HTML, links,
 * mentions or commands (CommonMark 0.31, "Code spans").
 */
final class Markdown {
  private Markdown() {}

  /** The text on one line, at most so many characters of it, and nothing in it means anything. */
  static String code(String text, int longest) {
    String line = PlainText.of(text, longest);
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
