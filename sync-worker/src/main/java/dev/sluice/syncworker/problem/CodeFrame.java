package dev.sluice.syncworker.problem;

import java.util.List;

/** The lines around a spot, numbered, with a mark under the spot. */
final class CodeFrame {
  private static final int BEFORE = 2;
  private static final int AFTER = 1;
  private static final int MAX_WIDTH = 120;

  private CodeFrame() {}

  /** The frame, or the empty text if {@code text} has no such line. */
  static String around(String text, int line, int column) {
    List<String> lines = text.lines().toList();
    if (line < 1 || line > lines.size()) {
      return "";
    }
    int last = Math.min(lines.size(), line + AFTER);
    int digits = String.valueOf(last).length();
    StringBuilder frame = new StringBuilder();
    for (int number = Math.max(1, line - BEFORE); number <= last; number++) {
      boolean marked = number == line;
      String prefix = (marked ? "> " : "  ") + ("%" + digits + "d | ").formatted(number);
      frame.append(prefix).append(clipped(lines.get(number - 1))).append('\n');
      if (marked && column <= MAX_WIDTH) {
        frame.append(" ".repeat(digits + 2)).append(" | ");
        frame.append(padding(lines.get(number - 1), column)).append("^\n");
      }
    }
    return frame.toString();
  }

  private static String clipped(String line) {
    return line.length() <= MAX_WIDTH ? line : line.substring(0, MAX_WIDTH) + "…";
  }

  /** Tabs stay tabs, so that the mark stands under its character. */
  private static String padding(String line, int column) {
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < column - 1; i++) {
      padding.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
    }
    return padding.toString();
  }
}
