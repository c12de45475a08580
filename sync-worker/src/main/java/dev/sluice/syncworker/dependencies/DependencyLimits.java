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
 * @param sizes of packages, unpacked
 * @param free what an install leaves free on the disk, in bytes
 */
public record DependencyLimits(Duration time, int packages, int files, Sizes sizes, long free) {
  public static final DependencyLimits DEFAULT = of(Limits.USUAL);

  /**
   * In bytes.
   *
   * @param all of one install together
   */
  public record Sizes(long each, long all) {}

  /** What those limits say. */
  static DependencyLimits of(Limits limits) {
    return new DependencyLimits(
        limits.duration(Limit.INSTALL_SECONDS),
        limits.count(Limit.PACKAGES),
        limits.count(Limit.PACKAGE_FILES),
        new Sizes(limits.bytes(Limit.PACKAGE_MB), limits.bytes(Limit.PACKAGES_MB)),
        limits.bytes(Limit.FREE_MB));
  }
}
