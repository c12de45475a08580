package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;

/**
 * How much one fetch may bring.
 *
 * @param bytes all of it, compressed
 * @param objects how many files and folders
 * @param objectBytes the largest of them, unpacked
 * @param unpackedBytes all of them, unpacked
 * @param memoryBytes those of them that are unpacked in memory, some until all are: folders, and
 *     files that come as what differs from others
 */
public record PackLimits(
    long bytes, long objects, long objectBytes, long unpackedBytes, long memoryBytes) {

  static PackLimits of(Limits limits) {
    return new PackLimits(
        limits.bytes(Limit.PACK_MB),
        limits.of(Limit.OBJECTS),
        limits.bytes(Limit.OBJECT_MB),
        limits.bytes(Limit.UNPACKED_MB),
        limits.bytes(Limit.MEMORY_MB));
  }

  PackLimits within(long allBytes, long oneBytes) {
    return new PackLimits(allBytes, objects, oneBytes, unpackedBytes, memoryBytes);
  }
}
