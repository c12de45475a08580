package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;

/** What a pack has come to so far; throws when that is more than its limits. Not thread-safe. */
final class PackTally {
  private final PackLimits limits;
  private long bytes;
  private long unpackedBytes;
  private long memoryBytes;

  PackTally(PackLimits limits) {
    this.limits = limits;
  }

  /** That many bytes more have come. */
  void bytes(long more) throws FetchLimitException {
    bytes += more;
    require(
        bytes <= limits.bytes(),
        Limit.PACK_MB,
        "The branch is larger than is fetched: at most %,d MB, compressed. Keep large files apart"
            .formatted(limits.bytes() >> 20));
  }

  /** It says that it has that many objects. */
  void objects(long all) throws FetchLimitException {
    require(
        all <= limits.objects(),
        Limit.OBJECTS,
        "The branch has more files and folders than are fetched: at most %,d"
            .formatted(limits.objects()));
  }

  /**
   * Something is to be unpacked.
   *
   * @param passes whether it is never in memory as a whole
   * @param size below zero, if it says so
   */
  void object(boolean passes, long size) throws FetchLimitException {
    require(
        size >= 0 && size <= limits.objectBytes(),
        Limit.OBJECT_MB,
        "A file of the branch is larger than is fetched: at most %,d MB. Keep it elsewhere"
            .formatted(limits.objectBytes() >> 20));
    unpackedBytes += size;
    memoryBytes += passes ? 0 : size;
    require(
        unpackedBytes <= limits.unpackedBytes(),
        Limit.UNPACKED_MB,
        "The branch is larger than is fetched: at most %,d MB, unpacked"
            .formatted(limits.unpackedBytes() >> 20));
    require(
        memoryBytes <= limits.memoryBytes(),
        Limit.MEMORY_MB,
        "The branch's folders, and those files that the host sends as differences from others, are"
            + " larger than is fetched: at most %,d MB, unpacked"
                .formatted(limits.memoryBytes() >> 20));
  }

  private static void require(boolean within, Limit limit, String words)
      throws FetchLimitException {
    if (!within) {
      throw new FetchLimitException(words, limit);
    }
  }
}
