package dev.sluice.syncworker.dependencies;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.time.Duration;

/**
 * How much an install may be.
 *
 * @param time all of it
 * @param packages how many, those that others depend on included
 * @param files in all packages
 * @param bytes of all packages, unpacked
 * @param free what an install leaves free on the disk, in bytes
 */
public record DependencyLimits(Duration time, int packages, int files, long bytes, long free) {
  public static final DependencyLimits DEFAULT =
      new DependencyLimits(
          Duration.ofMinutes(2),
          1_000,
          50_000,
          200L * 1024 * 1024,
          Limits.USUAL.bytes(Limit.FREE_MB));

  DependencyLimits leaving(long freeBytes) {
    return new DependencyLimits(time, packages, files, bytes, freeBytes);
  }
}
