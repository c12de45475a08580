package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.node.NodeCommand;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the bundler's process runs.
 *
 * @param node the {@code node} to run
 * @param folder holds {@code bundler.mjs} and its {@code node_modules}
 * @param heapMegabytes how much memory its JavaScript may use
 */
public record BundlerSettings(
    NodeCommand node, Path folder, int heapMegabytes, BundleLimits limits) {
  public BundlerSettings {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The usual limits. */
  public static BundlerSettings of(NodeCommand node, Path folder) {
    return new BundlerSettings(node, folder, 512, BundleLimits.DEFAULT);
  }

  /** The same, within those limits. */
  public BundlerSettings within(BundleLimits other) {
    return new BundlerSettings(node, folder, heapMegabytes, other);
  }

  /** The same, where the workflows of one commit may take that long. */
  public BundlerSettings within(Duration time) {
    return within(new BundleLimits(time, limits.eachBytes(), limits.allBytes()));
  }
}
