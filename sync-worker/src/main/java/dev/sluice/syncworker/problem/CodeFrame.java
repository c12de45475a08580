package dev.sluice.syncworker.problem;

import java.util.List;

/**
 * The lines around a spot, numbered, with a mark under the spot. Of long lines it shows the part
 * where the spot is.
 */
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
    int from = column <= MAX_WIDTH ? 0 : column - 1 - MAX_WIDTH / 2;
    StringBuilder frame = new StringBuilder();
    for (int number = Math.max(1, line - BEFORE); number <= last; number++) {
      boolean marked = number == line;
      String prefix = (marked ? "> " : "  ") + ("%" + digits + "d | ").formatted(number);
      frame.append(prefix).append(clipped(lines.get(number - 1), from)).append('\n');
      if (marked) {
        frame.append(" ".repeat(digits + 2)).append(" | ");
        frame.append(padding(lines.get(number - 1), from, column)).append("^\n");
      }
    }
    return frame.toString();
  }

  private static String clipped(String line, int from) {
    String before = from > 0 && !line.isEmpty() ? "…" : "";
    String rest = line.substring(Math.min(from, line.length()));
    return before + (rest.length() <= MAX_WIDTH ? rest : rest.substring(0, MAX_WIDTH) + "…");
  }

  /** Tabs stay tabs, so that the mark stands under its character. */
  private static String padding(String line, int from, int column) {
    StringBuilder padding = new StringBuilder(from > 0 ? " " : "");
    for (int i = from; i < column - 1; i++) {
      padding.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
    }
    return padding.toString();
  }
}
