package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packs of a mirror: what it began with, and what each fetch since has added.
 *
 * @param bytes of all of them, with what goes with them
 * @param largest what most of it began with
 */
record Packs(int count, long bytes, long largest) {
  /** Past this many, one fresh fetch is cheaper than searching them all. */
  private static final int MOST = 50;

  /** Past this many, searching them all begins to be felt. */
  private static final int MANY = 20;

  /** Below this, what is added matters to nobody. */
  private static final long SMALL = 256 * 1024;

  /** So that a mirror isn't twice what it holds before it's made anew. */
  private static final double MOST_ADDED = 0.8;

  /** Leaves room for what comes before there's time for them. */
  private static final double MUCH_ADDED = 0.4;

  static Packs in(Path mirror) throws IOException {
    int count = 0;
    long bytes = 0;
    long largest = 0;
    for (Path file : files(mirror.resolve("objects/pack"))) {
      long size = Files.size(file);
      bytes += size;
      if (file.toString().endsWith(".pack")) {
        count++;
        largest = Math.max(largest, size);
      }
    }
    return new Packs(count, bytes, largest);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Whether fetching on top of them is better than beginning anew, while a push waits for it. */
  boolean areWorthKeeping() {
    return count <= MOST && isWithin(MOST_ADDED);
  }

  /** Whether one of them should be made while nobody waits for it. */
  boolean areMany() {
    return count > MANY || !isWithin(MUCH_ADDED);
  }

  private boolean isWithin(double added) {
    return bytes <= SMALL || bytes <= largest * (1 + added);
  }
}
