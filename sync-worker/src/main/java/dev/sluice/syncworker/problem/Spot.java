package dev.sluice.syncworker.problem;

import dev.sluice.registry.sync.Problem;

/**
 * A spot in a file of the commit.
 *
 * @param file the path from the repository's root
 * @param line counted from 1
 * @param column counted from 1
 */
public record Spot(String file, int line, int column) {
  /** The beginning of a file. */
  public static Spot startOf(String file) {
    return new Spot(file, 1, 1);
  }

  /** The spot of a character of {@code text}, which {@code file} holds. */
  public static Spot at(String file, String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Spot(file, line, offset - lineStart + 1);
  }

  /** Itself with the lines around it. */
  public Problem.Place in(String text) {
    return new Problem.Place(file, line, column, CodeFrame.around(text, line, column));
  }
}
