package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room on the disk that a fetch writes to. Looked at every few megabytes. */
final class DiskRoom {
  private static final long STEP = 4L << 20;

  private final FileStore disk;
  private final long keptFree;
  private long sinceLook;

  /**
   * @param folder is there
   */
  DiskRoom(Path folder, long keptFree) throws IOException {
    this.disk = Files.getFileStore(folder);
    this.keptFree = keptFree;
    look();
  }

  /** Told before that many bytes are written. */
  void take(long bytes) throws IOException {
    sinceLook += bytes;
    if (sinceLook >= STEP) {
      look();
    }
  }

  private void look() throws IOException {
    sinceLook = 0;
    if (disk.getUsableSpace() < keptFree) {
      throw new DiskFullException(
          "the data folder's disk has less than %,d MB free, which a fetch leaves alone: make room"
                  .formatted(keptFree >> 20)
              + Limit.FREE_MB.hint());
    }
  }
}
