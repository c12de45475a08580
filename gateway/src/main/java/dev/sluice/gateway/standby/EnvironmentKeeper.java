package dev.sluice.gateway.standby;

import dev.sluice.gateway.live.EnvironmentState;
import dev.sluice.gateway.live.Retry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down one environment, wherever it has changed. For one thread. */
final class EnvironmentKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentKeeper.class);

  private final EnvironmentName name;
  private final SealedFile settings;
  private final SealedFile release;
  private final Original original;
  private final Retry retry;
  private Set<Digest> live;

  /**
   * @param live what a process before has kept of its release
   */
  EnvironmentKeeper(
      EnvironmentName name,
      String registry,
      Original original,
      InstantSource time,
      Set<Digest> live) {
    this.name = name;
    this.settings = SealedFile.settings(name, registry);
    this.release = SealedFile.release(name, registry);
    this.original = original;
    this.retry = new Retry(time);
    this.live = live;
  }

  /** The bundles of the release that is kept. */
  Set<Digest> live() {
    return live;
  }

  /** Whether there was anything to write. Its trouble doesn't keep other environments from it. */
  boolean keep(Shelf shelf, BundleShelf bundles, long revision, Instant at) throws IOException {
    boolean complete = shelf.has(settings, revision) && shelf.has(release, revision);
    if (complete || !retry.isDue(revision)) {
      return false;
    }
    try {
      if (!keepSettings(shelf, revision, at) || !keepRelease(shelf, bundles, revision, at)) {
        retry.failed(revision);
      }
    } catch (RegistryException e) {
      if (retry.failed(revision)) {
        LOG.warn("What is served of {} can't be kept now: {}", name, e.getMessage());
      }
    }
    return true;
  }

  /** Whether they are kept. */
  private boolean keepSettings(Shelf shelf, long revision, Instant at) throws IOException {
    Optional<EnvironmentState> state = original.state(name);
    if (state.isPresent()) {
      SettingsSheet given = SettingsSheet.of(state.get());
      shelf.put(settings, Sheet.of(revision, at, given), SettingsSheet.class);
    }
    return state.isPresent();
  }

  /** Whether it's kept; not so one that this process doesn't serve, or not yet. */
  private boolean keepRelease(Shelf shelf, BundleShelf bundles, long revision, Instant at)
      throws IOException {
    Optional<Release> newest = original.live(name);
    if (!original.isServed(name, newest)
        || (newest.isPresent() && !bundles.put(newest.get(), original::bundle))) {
      return false;
    }
    shelf.put(release, Sheet.of(revision, at, ReleaseSheet.of(newest)), ReleaseSheet.class);
    live = digests(newest);
    return true;
  }

  static Set<Digest> digests(Optional<Release> release) {
    return release.stream()
        .flatMap(it -> it.deployments().stream())
        .map(Deployment::digest)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Notes that nothing has changed since. */
  void confirm(Shelf shelf, long revision, Instant at) {
    shelf.confirm(settings, revision, at);
    shelf.confirm(release, revision, at);
  }
}
