package dev.sluice.gateway.admin;

import dev.sluice.gateway.live.CatchUp;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.SyncId;
import java.util.Set;
import java.util.stream.Collectors;

/** What was released and isn't served by this process, as its release can't be loaded here. */
record Unserved(LiveReleases live, Releases releases) {

  /**
   * The syncs whose releases are newer than what this process serves, once it serves all it can.
   */
  Set<SyncId> syncs(EnvironmentName environment) {
    return switch (live.catchUp(environment)) {
      case CatchUp.Current() -> Set.of();
      case CatchUp.Failed _ -> newerThan(live.served(environment), environment);
    };
  }

  private Set<SyncId> newerThan(int served, EnvironmentName environment) {
    return releases.list(environment, PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
        .filter(release -> release.number() > served)
        .map(Release::entry)
        .map(entry -> new SyncId(entry.by()))
        .collect(Collectors.toSet());
  }
}
