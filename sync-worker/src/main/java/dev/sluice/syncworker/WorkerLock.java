package dev.sluice.syncworker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the only worker on a folder of mirrors, held until it is closed. The operating
 * system gives it back when the process ends, however it ends; the file stays and means nothing.
 */
final class WorkerLock implements AutoCloseable {
  private static final int LONGEST_ID = 20;

  private final FileChannel file;

  private WorkerLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes it.
   *
   * @param mirrors made when needed
   * @throws AnotherWorkerException if another process has it
   * @throws UncheckedIOException if the folder can't be written to, or its files can't be locked
   */
  static WorkerLock take(Path mirrors) {
    try {
      Files.createDirectories(mirrors);
      return take(mirrors, mirrors.resolve(".lock"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + mirrors + " can't be locked for this process: " + e.getMessage(), e);
    }
  }

  private static WorkerLock take(Path mirrors, Path lock) throws IOException {
    FileChannel file =
        FileChannel.open(
            lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      if (tryLock(file) == null) {
        throw new AnotherWorkerException(refusal(mirrors, holder(file)));
      }
      sign(file);
      taken = true;
      return new WorkerLock(file);
    } finally {
      if (!taken) {
        file.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisVeryProcess) {
      return null;
    }
  }

  private static String refusal(Path mirrors, String holder) {
    return "another Sluice process ("
        + holder
        + ") syncs with the same "
        + mirrors.toAbsolutePath()
        + "; stop it, or start this one with --roles without sync-worker";
  }

  private static void sign(FileChannel file) throws IOException {
    file.truncate(0);
    file.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
  }

  /** What the holder wrote, unless the system lets nobody read a locked file. */
  private static String holder(FileChannel file) {
    ByteBuffer read = ByteBuffer.allocate(LONGEST_ID);
    try {
      file.read(read, 0);
    } catch (IOException notReadable) {
      return "of unknown id";
    }
    String id = StandardCharsets.US_ASCII.decode(read.flip()).toString();
    return id.isEmpty() ? "of unknown id" : "process id " + id;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock on the mirrors can't be given back", e);
    }
  }
}
