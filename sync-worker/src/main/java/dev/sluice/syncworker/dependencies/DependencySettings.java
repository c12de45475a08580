package dev.sluice.syncworker.dependencies;

import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.node.NodeScript;
import java.nio.file.Path;

/**
 * How packages are installed.
 *
 * @param folder where
 * @param registry where packages come from
 * @param installer {@code installer.mjs}
 */
public record DependencySettings(
    Path folder,
    PackageRegistry registry,
    DependencyLimits limits,
    KeptInstalls kept,
    NodeScript installer) {
  public DependencySettings {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The same, in a folder beside that one. */
  public DependencySettings apart() {
    Path beside = folder.resolveSibling(folder.getFileName() + "-of-pull-requests");
    return new DependencySettings(beside, registry, limits, kept, installer);
  }

  /** The same, within those limits. */
  public DependencySettings within(Limits other) {
    return new DependencySettings(folder, registry, DependencyLimits.of(other), kept, installer);
  }
}
