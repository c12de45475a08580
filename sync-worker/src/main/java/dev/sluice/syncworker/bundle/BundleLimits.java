package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.time.Duration;

/**
 * How long bundling may take, and how much it may yield.
 *
 * @param time of the workflows of one commit
 * @param eachBytes the largest bundle, with its source map
 * @param allBytes those of one commit together
 */
public record BundleLimits(Duration time, long eachBytes, long allBytes) {
  public static final BundleLimits DEFAULT = of(Limits.USUAL);

  /** What those limits say. */
  public static BundleLimits of(Limits limits) {
    return new BundleLimits(
        limits.duration(Limit.BUNDLE_SECONDS),
        limits.bytes(Limit.BUNDLE_MB),
        limits.bytes(Limit.BUNDLES_MB));
  }
}
