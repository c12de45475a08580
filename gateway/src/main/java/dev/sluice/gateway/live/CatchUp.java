package dev.sluice.gateway.live;

import dev.sluice.registry.release.Release;

/** Whether this process serves what the registry holds. */
public sealed interface CatchUp {
  /** It does. */
  record Current() implements CatchUp {}

  /**
   * Settings and variables, yes; but it goes on with the release it served before.
   *
   * @param release the newest one, which can't be loaded
   */
  record Failed(Release release, String why) implements CatchUp {}
}
