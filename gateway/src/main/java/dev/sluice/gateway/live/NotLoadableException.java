package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.release.Release;

/** A release that this process can't serve, or not now; what was live before stays. */
final class NotLoadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Release release;

  NotLoadableException(Release release, Deployment deployment, String why) {
    super(
        "release %d can't be loaded: workflow %s (%s): %s"
            .formatted(release.number(), deployment.workflow().id(), deployment.id(), why));
    this.release = release;
  }

  Release release() {
    return release;
  }
}
