package dev.sluice.syncworker.dependencies;

import java.time.Duration;

/**
 * How much an install may be.
 *
 * @param time all of it
 * @param packages how many, those that others depend on included
 * @param files in all packages
 * @param bytes of all packages, unpacked
 */
public record DependencyLimits(Duration time, int packages, int files, long bytes) {
  public static final DependencyLimits DEFAULT =
      new DependencyLimits(Duration.ofMinutes(2), 1_000, 50_000, 200L * 1024 * 1024);
}
