package dev.sluice.syncworker;

import dev.sluice.syncworker.bundle.BundleLimits;
import dev.sluice.syncworker.bundle.BundlerSettings;
import dev.sluice.syncworker.dependencies.DependencyLimits;
import dev.sluice.syncworker.dependencies.DependencySettings;
import dev.sluice.syncworker.dependencies.KeptInstalls;
import dev.sluice.syncworker.dependencies.PackageRegistry;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.node.NodeCommand;
import dev.sluice.syncworker.node.NodeScript;
import dev.sluice.syncworker.types.TypeCheckSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How commits are built. */
public record WorkshopSettings(
    BundlerSettings bundler, DependencySettings dependencies, TypeCheckSettings types) {
  private static final int HEAP_MEGABYTES = 512;
  private static final Set<String> NETWORK =
      Set.of(
          "HTTPS_PROXY",
          "HTTP_PROXY",
          "NO_PROXY",
          "https_proxy",
          "http_proxy",
          "no_proxy",
          "NODE_EXTRA_CA_CERTS");

  /** The same for pull requests, whose packages lie apart from those of what goes live. */
  WorkshopSettings ofChecks() {
    return new WorkshopSettings(bundler, dependencies.apart(), types);
  }

  /** The same, within those limits. */
  WorkshopSettings within(Limits limits) {
    return new WorkshopSettings(
        bundler.within(BundleLimits.of(limits)), dependencies.within(limits), types.within(limits));
  }

  /**
   * The usual limits.
   *
   * @param node the {@code node} to run
   * @param scripts holds the distribution's scripts
   * @param packages where packages are installed
   * @param registry where packages come from
   * @param environment of which those are taken that say how it is reached: proxies, authorities
   */
  public static WorkshopSettings of(
      NodeCommand node,
      Path scripts,
      Path packages,
      PackageRegistry registry,
      Map<String, String> environment) {
    Map<String, String> network = new HashMap<>(environment);
    network.keySet().retainAll(NETWORK);
    NodeScript installer = new NodeScript(node, scripts, "installer.mjs", HEAP_MEGABYTES, network);
    NodeScript checker =
        new NodeScript(
            node, scripts, "typechecker.mjs", HEAP_MEGABYTES, Map.of("GOMEMLIMIT", "512MiB"));
    return new WorkshopSettings(
        BundlerSettings.of(node, scripts),
        new DependencySettings(
            packages, registry, DependencyLimits.DEFAULT, KeptInstalls.DEFAULT, installer),
        TypeCheckSettings.of(checker));
  }
}
