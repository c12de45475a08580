package dev.sluice.gateway.standby;

import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.release.Release;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The bundles that are there, each once, however many releases hold it. Immutable as they are, one
 * that was good once is not looked at again. For one thread.
 */
final class BundleShelf {
  private final SealedFolder folder;
  private final String registry;
  private final Set<Digest> there = new HashSet<>();

  BundleShelf(SealedFolder folder, String registry) {
    this.folder = folder;
    this.registry = registry;
  }

  /**
   * Puts those of a release there; whether all could be found.
   *
   * @param originals where those come from that aren't there yet
   */
  boolean put(Release release, Function<Deployment, Optional<Bundle>> originals)
      throws IOException {
    for (Deployment deployment : release.deployments()) {
      if (!there.contains(deployment.digest()) && !put(deployment, originals)) {
        return false;
      }
    }
    return true;
  }

  private boolean put(Deployment deployment, Function<Deployment, Optional<Bundle>> originals)
      throws IOException {
    Digest digest = deployment.digest();
    if (!isThere(digest)) {
      Optional<Bundle> bundle = originals.apply(deployment);
      if (bundle.isEmpty()) {
        return false;
      }
      Sheet<BundleSheet> sheet = Sheet.of(0, Instant.EPOCH, BundleSheet.of(bundle.get()));
      folder.write(SealedFile.bundle(digest, registry), sheet.json());
    }
    there.add(digest);
    return true;
  }

  private boolean isThere(Digest digest) {
    try {
      return read(folder, digest, registry).isPresent();
    } catch (RefusedException damaged) {
      return false;
    }
  }

  /**
   * The bundle of that digest; empty if it isn't there.
   *
   * @throws RefusedException if what lies there isn't it
   */
  static Optional<Bundle> read(SealedFolder folder, Digest digest, String registry)
      throws RefusedException {
    SealedFile file = SealedFile.bundle(digest, registry);
    Optional<String> found = folder.read(file);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Bundle bundle = Sheet.parse(found.get(), file, BundleSheet.class).content().bundle();
    if (!bundle.digest().equals(digest)) {
      throw new RefusedException(file.name(), "it holds another bundle than its name says");
    }
    return Optional.of(bundle);
  }

  /** Forgets all others. */
  void retain(Set<Digest> wanted) {
    there.retainAll(wanted);
  }
}
