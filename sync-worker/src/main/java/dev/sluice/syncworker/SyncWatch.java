package dev.sluice.syncworker;

import dev.sluice.registry.sync.Sync;
import dev.sluice.runtime.trace.Tracing;

/**
 * How a worker's syncs are watched.
 *
 * @param listener hears how they end
 * @param tracing follows them, and their steps
 */
public record SyncWatch(SyncListener listener, Tracing tracing) {
  /** Nobody watches. */
  public static final SyncWatch NONE = new SyncWatch(SyncListener.NOBODY, Tracing.OFF);

  /** Begins to watch an attempt, on the calling thread. */
  WatchedSync begin(Sync sync) {
    return new WatchedSync(this, sync, tracing.work("sync"));
  }
}
