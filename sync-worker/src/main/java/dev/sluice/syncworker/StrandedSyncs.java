package dev.sluice.syncworker;

import dev.sluice.registry.sync.ClaimLostException;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncLogLine.Level;
import dev.sluice.registry.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The syncs of which this worker couldn't write down what came of them. They are put back to be
 * tried anew, less and less often: the registry may have been away for a moment, or refuse for
 * good. Thread-safe.
 */
final class StrandedSyncs {
  private static final Logger log = LoggerFactory.getLogger(StrandedSyncs.class);
  private static final int MOST_TOLD = 1_000;
  private static final String WHY =
      "What came of it couldn't be written down, which the server's log tells more of.";

  /** What is to become of one of them. */
  private record Stranded(Sync sync, Instant since) {}

  private final Syncs syncs;
  private final Backoff backoff;
  private final Clock clock;
  private final Queue<Stranded> waiting = new ConcurrentLinkedQueue<>();
  private final Set<SyncId> told = new LinkedHashSet<>();

  StrandedSyncs(Syncs syncs, Backoff backoff, Clock clock) {
    this.syncs = syncs;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** One more, since nobody could be asked whether this worker still has it. */
  void add(Sync sync) {
    waiting.add(new Stranded(sync, clock.instant()));
  }

  /** One more, because of that; the log says so once, however often the sync is tried. */
  void add(Sync sync, Throwable why) {
    if (isNews(sync.id())) {
      log.error(
          "what came of {} of {} can't be written down; it is tried again, less and less often",
          sync.id(),
          sync.environment(),
          why);
    } else {
      log.debug("what came of {} still can't be written down", sync.id(), why);
    }
    add(sync);
  }

  private synchronized boolean isNews(SyncId sync) {
    boolean news = told.add(sync);
    if (told.size() > MOST_TOLD) {
      told.remove(told.iterator().next());
    }
    return news;
  }

  /** What came of one could be written down. */
  synchronized void forget(SyncId sync) {
    told.remove(sync);
  }

  /** Puts back those that can be: one that the registry refuses to doesn't hold up the others. */
  void putBack() {
    for (int left = waiting.size(); left > 0; left--) {
      // Taken first: what two threads put back could be claimed between.
      Optional.ofNullable(waiting.poll()).ifPresent(this::putBack);
    }
  }

  private void putBack(Stranded stranded) {
    Sync sync = stranded.sync();
    try {
      Duration tried = Duration.between(sync.queuedAt(), clock.instant());
      Optional<Duration> wait = backoff.after(sync.progress().attempts(), tried);
      if (wait.isPresent()) {
        defer(stranded, wait.get());
      } else {
        syncs.end(sync.claim(), new SyncEnding.Failed(Backoff.gaveUp(sync, tried) + WHY));
      }
    } catch (ClaimLostException e) {
      log.info("{} had ended after all, or is another's: {}", sync.id(), e.getMessage());
    } catch (RuntimeException e) {
      log.debug("{} can't be put back yet", sync.id(), e);
      waiting.add(stranded);
    }
  }

  /** The wait counts from when it was stranded: that the registry was away is wait enough. */
  private void defer(Stranded stranded, Duration wait) {
    Sync sync = stranded.sync();
    Instant now = clock.instant();
    Instant due = stranded.since().plus(wait);
    long left = Math.max(0, Duration.between(now, due).toMillis());
    syncs.defer(sync.claim(), due);
    String text = WHY + " Trying again in " + left + " ms";
    syncs.remark(sync.id(), new SyncLogLine(now, Level.ERROR, text));
  }
}
