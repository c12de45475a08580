package dev.sluice.syncworker;

import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.Syncs;
import java.util.Optional;

/** How often a sync's workers have ended in the middle of it, and whether that is enough. */
record TakeOvers(Sync sync) {
  private static final String CODE = "sync_broke_off";

  /** What comes of it without another attempt; empty if it is worth one. */
  Optional<SyncOutcome> judge(SyncJournal journal) {
    int times = sync.progress().takeOvers();
    if (times >= Syncs.MOST_TAKE_OVERS) {
      return Optional.of(new SyncOutcome.Failed(enough(times), Optional.of(CODE)));
    }
    if (times > 0) {
      journal.warn(
          "The worker that had this sync ended in the middle of it, or wasn't heard of for too"
              + " long:"
              + " it begins anew. After %d times in a row it fails; this was number %d"
                  .formatted(Syncs.MOST_TAKE_OVERS, times));
      journal.flush();
    }
    return Optional.empty();
  }

  private String enough(int times) {
    String ask =
        sync.pullRequest().isPresent()
            ? "have the host deliver the pull request's hook again"
            : "ask for a sync";
    return "The sync broke off %d times in a row: the worker that had it ended in the middle of it,"
            .formatted(times)
        + " or wasn't heard of for as long as its lease lasts. Most likely it takes more memory"
        + " than there is: see the worker's log and its machine's (out of memory, OOMKilled), give"
        + " it more memory or smaller limits (serve --limit), and "
        + ask;
  }
}
