package dev.sluice.cli;

import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.syncworker.limit.Limit;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk that a process keeps its data on. Thread-safe.
 *
 * @param keptFree what is left free by whatever brings commits in, in bytes; 0 in a process that
 *     brings none in
 */
record DataDisk(Path folder, long keptFree) {
  /** A process's own; only a sync worker brings commits in. */
  static DataDisk of(ServeSettings settings) {
    long keptFree =
        settings.plays(Role.SYNC_WORKER) ? settings.sources().limits().bytes(Limit.FREE_MB) : 0;
    return new DataDisk(settings.data(), keptFree);
  }

  /** How many bytes this process may still write; -1 if that can't be told. */
  long free() {
    return bytes(FileStore::getUsableSpace);
  }

  /** How many bytes there are in all, free or not; -1 if that can't be told. */
  long size() {
    return bytes(FileStore::getTotalSpace);
  }

  private long bytes(Figure figure) {
    try {
      return figure.of(Files.getFileStore(folder));
    } catch (IOException e) {
      return -1;
    }
  }

  /** What a disk tells of itself. */
  private interface Figure {
    long of(FileStore disk) throws IOException;
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
