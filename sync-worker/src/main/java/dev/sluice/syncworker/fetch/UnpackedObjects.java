package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BlobObjectChecker;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a pack unfolds to, and looks at nothing else of it: JGit shows it each object. Whole
 * files pass by in pieces; everything else JGit has in memory, and of what comes as differences it
 * keeps as much as the differences want. Use for one fetch.
 */
final class UnpackedObjects extends ObjectChecker {
  private final PackLimits limits;
  private final Runnable begun;
  private long bytes;
  private long bytesInMemory;

  /**
   * @param begun is run when the first object is shown, perhaps not only then
   */
  UnpackedObjects(PackLimits limits, Runnable begun) {
    this.limits = limits;
    this.begun = begun;
  }

  @Override
  public void check(@Nullable AnyObjectId id, int type, byte[] data) throws CorruptObjectException {
    begun.run();
    if (Thread.currentThread().isInterrupted()) {
      throw new CorruptObjectException("the fetch was broken off");
    }
    bytesInMemory += data.length;
    if (bytesInMemory > limits.memoryBytes()) {
      throw inMemory(limits);
    }
    count(data.length);
  }

  @Override
  public BlobObjectChecker newBlobObjectChecker() {
    begun.run();
    return new BlobObjectChecker() {
      private long length;

      @Override
      public void update(byte[] in, int offset, int more) {
        length += more;
      }

      @Override
      public void endBlob(AnyObjectId id) throws CorruptObjectException {
        count(length);
      }
    };
  }

  /** More is to be unpacked in memory than may be. */
  static FetchLimitException inMemory(PackLimits limits) {
    return new FetchLimitException(
        "The branch's folders, and those files that the host sends as differences from others, are"
            + " larger than is fetched: at most %,d MB, unpacked"
                .formatted(limits.memoryBytes() >> 20),
        Limit.MEMORY_MB);
  }

  private void count(long more) throws FetchLimitException {
    bytes += more;
    if (bytes > limits.unpackedBytes()) {
      throw new FetchLimitException(
          "The branch is larger than is fetched: at most %,d MB, unpacked"
              .formatted(limits.unpackedBytes() >> 20),
          Limit.UNPACKED_MB);
    }
  }
}
