package dev.sluice.syncworker.dependencies;

import dev.sluice.registry.deployment.Digest;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.node.NodeService;
import dev.sluice.syncworker.node.TookTooLongException;
import dev.sluice.syncworker.problem.Report;
import dev.sluice.syncworker.problem.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Has what a repository's lock file pins installed, each in a short-lived process, and keeps it for
 * the next sync. Nothing of a package is run. Thread-safe. Closing it ends what is under way.
 */
public final class Dependencies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dependencies.class);

  /** Grows whenever the same lock file would be installed differently. */
  private static final String VERSION = "1";

  private final DependencySettings settings;
  private final InstallFolders folders;
  private final Set<NodeService> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Dependencies(DependencySettings settings, Clock clock) {
    this.settings = settings;
    this.folders = new InstallFolders(settings.folder(), settings.kept(), clock);
  }

  /**
   * Finds or installs them.
   *
   * @param report is told what is wrong with {@code package.json} and the lock file
   * @param progress is told what is going on
   */
  public Installing install(RecordedSource source, Report report, Consumer<String> progress) {
    Optional<LockedProject> project = LockedProject.read(source, report);
    if (project.isEmpty()) {
      return report.isClean() ? new Installing.Shipped() : new Installing.Refused();
    }
    try {
      return install(project.get(), report, progress);
    } catch (TookTooLongException e) {
      log.warn("installing took too long", e);
      return new Installing.Unavailable(
          "Installing packages took longer than "
              + settings.limits().time().toSeconds()
              + " s"
              + Limit.INSTALL_SECONDS.hint());
    } catch (IOException e) {
      log.warn("installing broke off", e);
      return new Installing.Unavailable("Installing packages broke off: " + e.getMessage());
    }
  }

  private Installing install(LockedProject project, Report report, Consumer<String> progress)
      throws IOException {
    Digest key = project.key(version());
    Optional<Path> present = folders.find(key);
    if (present.isPresent()) {
      progress.accept(
          "Taking the packages that " + project.lock().path() + " pins, installed before");
      return new Installing.Installed(present.get());
    }
    if (!hasRoom()) {
      return new Installing.Unavailable(
          "The data folder's disk has no room to install packages and leave %,d MB free: make room"
                  .formatted(settings.limits().free() >> 20)
              + Limit.FREE_MB.hint());
    }
    Path unfinished = folders.begin();
    try {
      return conclude(fill(unfinished, project, progress), unfinished, key, project, report);
    } finally {
      if (Files.exists(unfinished)) {
        InstallFolders.delete(unfinished);
      }
    }
  }

  /** For the largest install there may be; old ones go first. */
  private boolean hasRoom() throws IOException {
    return folders.makeRoom(settings.limits().sizes().all() + settings.limits().free());
  }

  /** What is shipped is put beside what is locked. */
  private String version() throws IOException {
    Path folder = settings.installer().folder();
    return VERSION + Digest.of(Files.readString(folder.resolve("package-lock.json"))).value();
  }

  private JsonNode fill(Path unfinished, LockedProject project, Consumer<String> progress)
      throws IOException {
    try (NodeService installer = new NodeService(settings.installer(), settings.limits().time())) {
      underWay.add(installer);
      try {
        if (closed) {
          throw new IOException("the worker is closed");
        }
        return installer.talk(new Installation(project, unfinished, settings, progress));
      } finally {
        underWay.remove(installer);
      }
    }
  }

  private Installing conclude(
      JsonNode said, Path unfinished, Digest key, LockedProject project, Report report)
      throws IOException {
    JsonNode refused = said.path("refused");
    if (refused.isObject()) {
      report.problem(
          refused.path("code").stringValue(),
          refused.path("text").stringValue(),
          Spot.startOf(project.lock().path()));
      return new Installing.Refused();
    }
    if (said.path("unavailable").isString()) {
      return new Installing.Unavailable(said.path("unavailable").stringValue());
    }
    Path folder = folders.finish(unfinished, key);
    folders.sweep();
    return new Installing.Installed(folder);
  }

  @Override
  public void close() {
    closed = true;
    underWay.forEach(NodeService::close);
  }
}
