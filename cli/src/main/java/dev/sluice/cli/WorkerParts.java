package dev.sluice.cli;

import dev.sluice.syncworker.SyncWorkerSettings;
import dev.sluice.syncworker.bundle.BundlerSettings;
import dev.sluice.syncworker.bundle.NodeCommand;
import dev.sluice.syncworker.bundle.NodeMissingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the sync worker needs from the machine and from the distribution. */
final class WorkerParts {
  private WorkerParts() {}

  /**
   * @throws CommandFailure if Node.js is missing or too old, or the distribution isn't whole
   */
  static SyncWorkerSettings settings(ServeSettings settings) {
    try {
      NodeCommand node = NodeCommand.find(System.getenv().getOrDefault("PATH", ""));
      return SyncWorkerSettings.of(
          settings.data(),
          settings.allowLocalRepositories(),
          BundlerSettings.of(node, home().resolve("node")));
    } catch (NodeMissingException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  /** The folder of the distribution, which the launcher tells. */
  private static Path home() {
    @Nullable String home = System.getProperty("sluice.home");
    if (home == null) {
      throw new CommandFailure(
          1, "start Sluice by its launcher, ./sluice: it says where its parts are");
    }
    return Path.of(home);
  }
}
