package dev.sluice.cli;

import dev.sluice.registry.Registry;
import dev.sluice.runtime.WorkflowRuntime;
import dev.sluice.syncworker.AnotherWorkerException;
import dev.sluice.syncworker.SyncWorker;
import dev.sluice.syncworker.SyncWorkerSettings;
import dev.sluice.syncworker.WorkshopSettings;
import dev.sluice.syncworker.node.NodeCommand;
import dev.sluice.syncworker.node.NodeMissingException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What the sync worker needs from the machine and from the distribution. */
final class WorkerParts {
  private WorkerParts() {}

  /**
   * A worker, not yet started.
   *
   * @throws CommandFailure if Node.js is missing or too old, the distribution isn't whole, or
   *     another worker has the data folder
   */
  static SyncWorker worker(
      ServeSettings settings, Registry registry, WorkflowRuntime runtime, Clock clock) {
    try {
      NodeCommand node = NodeCommand.find(System.getenv().getOrDefault("PATH", ""));
      SyncWorkerSettings working =
          SyncWorkerSettings.of(
                  settings.data(), settings.sources().localRepositories(), workshop(node, settings))
              .through(settings.sources().network())
              .within(settings.sources().limits())
              .leasing(settings.sources().lease());
      return new SyncWorker(registry, runtime::inspect, working, clock);
    } catch (NodeMissingException | AnotherWorkerException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  private static WorkshopSettings workshop(NodeCommand node, ServeSettings settings) {
    return WorkshopSettings.of(
        node,
        home().resolve("node"),
        settings.data().resolve("packages"),
        settings.sources().packages(),
        System.getenv());
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
