package dev.sluice.syncworker;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Freshness;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.Syncs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells pushes that came before their host shows what they tell of: the branch is still where the
 * last sync read it, and not where the push says. Hosts with replicas, or busy ones, need seconds.
 * A look at the branch may see what the fetch after it doesn't, likewise. Thread-safe.
 */
record EarlyPushes(Syncs syncs) {
  private static final Duration FIRST = Duration.ofMillis(500);

  /** Half a second, doubled each time: 31.5 s in all. */
  private static final int LOOKS = 6;

  /** 3.5 s in all: among many pushes at once, an older one may have been delivered last. */
  private static final int LOOKS_IN_A_BURST = 3;

  private static final Duration BURST = Duration.ofSeconds(10);

  /** How long to wait for the host, at this attempt; empty to go on with what is there. */
  Optional<Duration> pause(Sync sync, CommitId shown) {
    if (!isEarly(sync, shown)) {
      return Optional.empty();
    }
    return pause(sync, looks(sync));
  }

  /** The same while the host shows no such branch at all; empty to give up. */
  Optional<Duration> pauseWithoutBranch(Sync sync) {
    boolean told = sync.head().isPresent() || sync.pullRequest().isPresent();
    return told ? pause(sync, LOOKS) : Optional.empty();
  }

  private static Optional<Duration> pause(Sync sync, int looks) {
    int attempt = sync.progress().attempts();
    return attempt > looks
        ? Optional.empty()
        : Optional.of(FIRST.multipliedBy(1L << Math.max(0, attempt - 1)));
  }

  /** Whether the push tells of something that the host doesn't show. */
  boolean isEarly(Sync sync, CommitId shown) {
    return sync.head()
        .filter(told -> !told.equals(shown))
        .filter(_ -> syncs.freshness(sync.environment()).commit().equals(Optional.of(shown)))
        .filter(told -> syncs.synced(sync.environment(), told).isEmpty())
        .isPresent();
  }

  /** What there should be, and who says so: {@code The push told of 72d3162e00}. */
  static String told(Sync sync) {
    String who;
    if (sync.cause().equals(Sync.POLL)) {
      who = "A look at the branch saw ";
    } else if (sync.pullRequest().isPresent()) {
      who = "The host's message on the pull request told of ";
    } else {
      who = "The push told of ";
    }
    return who + sync.head().map(CommitId::abbreviated).orElse("another commit");
  }

  private int looks(Sync sync) {
    Freshness known = syncs.freshness(sync.environment());
    Instant read = known.at().orElse(Instant.MIN);
    return read.plus(BURST).isAfter(sync.queuedAt()) ? LOOKS_IN_A_BURST : LOOKS;
  }
}
