package dev.sluice.syncworker.dependencies;

import dev.sluice.syncworker.node.NodeScript;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How packages are installed.
 *
 * @param folder where
 * @param registry where packages come from; empty for the npm client's own default
 * @param installer {@code installer.mjs}
 */
public record DependencySettings(
    Path folder,
    Optional<URI> registry,
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
