package dev.sluice.registry.release;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncedCommit;
import java.util.List;

/** A commit whose every workflow was built and checked, by a sync that still runs. */
public record BuiltCommit(SyncId sync, SyncedCommit commit, List<Build> builds) {
  public BuiltCommit {
    builds = List.copyOf(builds);
  }
}
