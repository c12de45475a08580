package dev.sluice.syncworker.dependencies;

import java.time.Duration;

/**
 * Which installs are kept for the next sync.
 *
 * @param unused for how long one is kept that no sync uses
 * @param bytes of all of them, unpacked; those unused for longest go first
 */
public record KeptInstalls(Duration unused, long bytes) {
  public static final KeptInstalls DEFAULT =
      new KeptInstalls(Duration.ofDays(30), 2L * 1024 * 1024 * 1024);
}
