package dev.sluice.syncworker;

import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.reach.GitNetwork;
import java.nio.file.Path;

/**
 * How a worker works.
 *
 * @param mirrors the folder for what it fetches
 * @param allowLocalRepositories whether repositories on this machine and over {@code http:} may be
 *     fetched
 * @param threads how many environments may be synced at once
 * @param network how Git hosts are reached
 */
public record SyncWorkerSettings(
    Path mirrors,
    boolean allowLocalRepositories,
    FetchLimits fetch,
    WorkshopSettings workshop,
    int threads,
    GitNetwork network) {
  public SyncWorkerSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("a sync worker needs at least one thread");
    }
  }

  /** The usual limits, with mirrors below {@code data}. */
  public static SyncWorkerSettings of(
      Path data, boolean allowLocalRepositories, WorkshopSettings workshop) {
    return new SyncWorkerSettings(
        data.resolve("mirrors"),
        allowLocalRepositories,
        FetchLimits.DEFAULT,
        workshop,
        2,
        GitNetwork.DIRECT);
  }

  /** The same, within those limits. */
  public SyncWorkerSettings within(Limits limits) {
    return new SyncWorkerSettings(
        mirrors,
        allowLocalRepositories,
        FetchLimits.of(limits),
        workshop.within(limits),
        threads,
        network);
  }

  /** The same, with Git hosts reached that way. */
  public SyncWorkerSettings through(GitNetwork way) {
    return new SyncWorkerSettings(mirrors, allowLocalRepositories, fetch, workshop, threads, way);
  }
}
