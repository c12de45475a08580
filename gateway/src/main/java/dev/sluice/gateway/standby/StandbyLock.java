package dev.sluice.gateway.standby;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a standby folder, which one process has at a time; the system gives it back
 * when that ends, however it ends. For one thread.
 */
final class StandbyLock implements AutoCloseable {
  static final String NAME = "lock";

  private final Path folder;
  private @Nullable FileChannel held;

  StandbyLock(Path folder) {
    this.folder = folder;
  }

  /** Whether this process has it, or gets it now. */
  boolean take() throws IOException {
    if (held == null) {
      SealedFolder.make(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(file)) {
        held = file;
      } else {
        file.close();
      }
    }
    return held != null;
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisVeryProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (held != null) {
      held.close();
    }
  }
}
