package dev.sluice.syncworker.dependencies;

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

  /** The same, leaving so many bytes of the disk free. */
  public DependencySettings leaving(long free) {
    return new DependencySettings(folder, registry, limits.leaving(free), kept, installer);
  }
}
