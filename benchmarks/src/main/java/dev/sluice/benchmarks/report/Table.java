package dev.sluice.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown, a row at a time; the first column is words, the others are figures. */
public final class Table {
  private final List<String> lines = new ArrayList<>();
  private final int columns;

  public Table(String... headings) {
    columns = headings.length;
    lines.add(line(List.of(headings)));
    List<String> rule = new ArrayList<>(Collections.nCopies(columns, "---:"));
    rule.set(0, "---");
    lines.add(line(rule));
  }

  /** Adds a row with as many cells as there are headings. */
  public Table row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells in a row of " + columns);
    }
    lines.add(line(List.of(cells)));
    return this;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
