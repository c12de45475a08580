package dev.sluice.registry.sql;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** How many rows are in memory at once where all there are are gone through. */
final class Bulk {
  private static final int MOST = 500;
  private static final long ENOUGH_BYTES = 8 << 20;

  private Bulk() {}

  /**
   * How many rows of a table are fetched at once: of those that may be megabytes long, few.
   *
   * @param table one's name
   */
  static int fetched(String table) {
    return switch (table) {
      case "bundles" -> 2;
      case "requests", "runs" -> 10;
      default -> MOST;
    };
  }

  /**
   * Hands on all of them in parts, each of which ends with the row that makes it long enough.
   *
   * @param bytes about how long a row is
   */
  static <T> void inParts(Iterator<T> rows, ToLongFunction<T> bytes, Consumer<List<T>> use) {
    while (rows.hasNext()) {
      List<T> part = new ArrayList<>();
      long size = 0;
      while (rows.hasNext() && part.size() < MOST && size < ENOUGH_BYTES) {
        T row = rows.next();
        part.add(row);
        size += bytes.applyAsLong(row);
      }
      use.accept(part);
    }
  }
}
