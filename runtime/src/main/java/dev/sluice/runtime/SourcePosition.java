package dev.sluice.runtime;

/**
 * A spot in the author's code.
 *
 * @param file the path from the repository's root
 * @param line counted from 1
 * @param column counted from 1
 */
public record SourcePosition(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
