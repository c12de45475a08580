package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;

/**
 * How much bundling may yield.
 *
 * @param eachBytes the largest bundle, with its source map
 * @param allBytes those of one commit together
 */
public record BundleLimits(long eachBytes, long allBytes) {
  public static final BundleLimits DEFAULT = of(Limits.USUAL);

  /** What those limits say. */
  public static BundleLimits of(Limits limits) {
    return new BundleLimits(limits.bytes(Limit.BUNDLE_MB), limits.bytes(Limit.BUNDLES_MB));
  }
}
