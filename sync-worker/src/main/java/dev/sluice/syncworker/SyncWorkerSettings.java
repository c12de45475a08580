package dev.sluice.syncworker;

import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import dev.sluice.syncworker.reach.GitNetwork;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a worker works.
 *
 * @param mirrors the folder for what it fetches
 * @param allowLocalRepositories whether repositories on this machine and over {@code http:} may be
 *     fetched
 * @param claiming how syncs are taken
 * @param network how Git hosts are reached
 */
public record SyncWorkerSettings(
    Path mirrors,
    boolean allowLocalRepositories,
    FetchLimits fetch,
    WorkshopSettings workshop,
    Claiming claiming,
    GitNetwork network) {

  /** The usual limits, with mirrors below {@code data}. */
  public static SyncWorkerSettings of(
      Path data, boolean allowLocalRepositories, WorkshopSettings workshop) {
    return new SyncWorkerSettings(
        data.resolve("mirrors"),
        allowLocalRepositories,
        FetchLimits.DEFAULT,
        workshop,
        Claiming.USUAL,
        GitNetwork.DIRECT);
  }

  /** The same, within those limits. */
  public SyncWorkerSettings within(Limits limits) {
    return new SyncWorkerSettings(
        mirrors,
        allowLocalRepositories,
        FetchLimits.of(limits),
        workshop.leaving(limits.bytes(Limit.FREE_MB)),
        claiming,
        network);
  }

  /** The same, with Git hosts reached that way. */
  public SyncWorkerSettings through(GitNetwork way) {
    return new SyncWorkerSettings(mirrors, allowLocalRepositories, fetch, workshop, claiming, way);
  }

  /** The same, with syncs left to others when this worker has said nothing for that long. */
  public SyncWorkerSettings leasing(Duration lease) {
    return new SyncWorkerSettings(
        mirrors,
        allowLocalRepositories,
        fetch,
        workshop,
        new Claiming(claiming.atOnce(), lease),
        network);
  }
}
