package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk that a process keeps its data on. Thread-safe.
 *
 * @param keptFree what is left free by whatever brings commits in, in bytes
 */
record DataDisk(Path folder, long keptFree) {
  /** How many bytes this process may still write; -1 if that can't be told. */
  long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  /** What is wrong with it, in words. */
  List<String> notes() {
    long free = free();
    if (free < 0) {
      return List.of("The data folder " + folder + " can't be read");
    }
    return free < keptFree
        ? List.of(
            "The data folder's disk has %,d MB free, less than the %,d MB that are left alone: no commit is brought in"
                .formatted(free >> 20, keptFree >> 20))
        : List.of();
  }
}
