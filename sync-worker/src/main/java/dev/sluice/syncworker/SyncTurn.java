package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop's body: takes one sync and brings it to an end, or back into the queue. Thread-safe. */
final class SyncTurn implements Turn {
  private static final Logger log = LoggerFactory.getLogger(SyncTurn.class);

  private final Registry registry;
  private final Function<Instant, Optional<Sync>> claim;
  private final Supplier<SyncPipeline> pipeline;
  private final Backoff backoff;
  private final Clock clock;
  private final SyncWatch watch;
  private final Queue<SyncId> stranded = new ConcurrentLinkedQueue<>();
  private final Set<Thread> afterwards = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * @param claim takes the next one
   * @param pipeline asked for with each
   */
  SyncTurn(
      Registry registry,
      Function<Instant, Optional<Sync>> claim,
      Supplier<SyncPipeline> pipeline,
      Backoff backoff,
      Clock clock,
      SyncWatch watch) {
    this.registry = registry;
    this.claim = claim;
    this.pipeline = pipeline;
    this.backoff = backoff;
    this.clock = clock;
    this.watch = watch;
  }

  /**
   * Takes the sync that has waited longest, if one is due.
   *
   * @return whether there was one
   */
  @Override
  public boolean take() {
    putBackStranded();
    Optional<Sync> sync = claim.apply(clock.instant());
    sync.ifPresent(this::runOrStrand);
    return sync.isPresent();
  }

  /** From now on, a sync that breaks off stays running in the registry, for the next start. */
  @Override
  public void stop() {
    stopping = true;
  }

  /** What came of a sync couldn't be written down; the next turn puts it back. */
  private void runOrStrand(Sync sync) {
    try {
      run(sync);
    } catch (RuntimeException | Error e) {
      if (!stopping) {
        stranded.add(sync.id());
      }
      throw e;
    }
  }

  private void putBackStranded() {
    for (SyncId sync = stranded.peek(); sync != null; sync = stranded.peek()) {
      try {
        registry.syncs().defer(sync, clock.instant());
      } catch (IllegalStateException e) {
        log.info("{} had ended after all", sync, e);
      }
      stranded.remove(sync);
    }
  }

  private void run(Sync sync) {
    try (WatchedSync watched = watch.begin(sync)) {
      SyncJournal journal = new SyncJournal(registry, sync.id(), clock, watched);
      Stopwatch took = new Stopwatch();
      SyncOutcome outcome = attempt(sync, journal);
      if (!stopping || !isBrokenOff(outcome)) {
        watched.ended(outcome);
        record(sync, outcome, journal, took);
        journal.finish().ifPresent(this::add);
      }
    }
  }

  private void add(Thread late) {
    afterwards.removeIf(thread -> !thread.isAlive());
    afterwards.add(late);
  }

  /** Waits for what goes on after syncs have ended; whether all of it is done. */
  boolean settle(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    boolean done = true;
    for (Thread thread : afterwards) {
      done &= thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    return done;
  }

  private static boolean isBrokenOff(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.Deferred _, SyncOutcome.Failed _, SyncOutcome.Early _ -> true;
      case SyncOutcome.Released _,
          SyncOutcome.Built _,
          SyncOutcome.Unchanged _,
          SyncOutcome.Checked _,
          SyncOutcome.Rejected _ ->
          false;
    };
  }

  private SyncOutcome attempt(Sync sync, SyncJournal journal) {
    try {
      return pipeline.get().run(sync, journal);
    } catch (RegistryException e) {
      throw e;
    } catch (NotReadyException e) {
      log.warn("{} of {} can't be begun", sync.id(), sync.environment(), e);
      return new SyncOutcome.Deferred(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      log.error("{} of {} met a bug", sync.id(), sync.environment(), e);
      return new SyncOutcome.Failed("Sluice met a bug of its own, which its log tells more of");
    }
  }

  private void record(Sync sync, SyncOutcome outcome, SyncJournal journal, Stopwatch took) {
    log.info("{} of {}: {}", sync.id(), sync.environment(), brief(outcome));
    switch (outcome) {
      case SyncOutcome.Released released ->
          journal.info("Release " + released.release().number() + " is live after " + took);
      case SyncOutcome.Built built ->
          journal.info("Built " + built.deployments().size() + ", to be made live, in " + took);
      case SyncOutcome.Unchanged unchanged -> {
        journal.info(unchanged.why() + ": nothing to do");
        end(sync, new SyncEnding.Unchanged(unchanged.commit(), unchanged.same()), journal);
      }
      case SyncOutcome.Checked checked -> {
        journal.info(
            "Checked %s in %s; nothing that is live has changed"
                .formatted(Counted.workflows(checked.builds().size()), took));
        end(sync, new SyncEnding.Checked(checked.commit(), checked.builds()), journal);
      }
      case SyncOutcome.Rejected rejected -> reject(sync, rejected, journal);
      case SyncOutcome.Failed failed -> fail(sync, failed.reason(), journal);
      case SyncOutcome.Deferred deferred -> defer(sync, deferred.cause(), journal);
      case SyncOutcome.Early early -> lookAgain(sync, early, journal);
    }
  }

  /** For the server's log: what an operator may have to act on. */
  private static String brief(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.Released released -> "released as " + released.release().number();
      case SyncOutcome.Built _ -> "built";
      case SyncOutcome.Unchanged _ -> "unchanged";
      case SyncOutcome.Checked _ -> "checked";
      case SyncOutcome.Rejected rejected ->
          "rejected, with " + rejected.problems().size() + " problems";
      case SyncOutcome.Failed failed -> "failed: " + failed.reason();
      case SyncOutcome.Deferred deferred -> "deferred: " + deferred.cause();
      case SyncOutcome.Early early -> "early: the host still shows " + shown(early);
    };
  }

  private void reject(Sync sync, SyncOutcome.Rejected rejected, SyncJournal journal) {
    for (Problem problem : rejected.problems()) {
      String at =
          problem.place().map(p -> p.file() + ":" + p.line() + ":" + p.column() + ": ").orElse("");
      journal.error(at + problem.message());
    }
    end(sync, new SyncEnding.Rejected(rejected.commit(), rejected.problems()), journal);
  }

  /** The log's last line, which says why, is written with the end itself. */
  private void fail(Sync sync, String reason, SyncJournal journal) {
    end(sync, new SyncEnding.Failed(reason), journal);
  }

  private void defer(Sync sync, String cause, SyncJournal journal) {
    int attempts = sync.progress().attempts();
    Duration waited = Duration.between(sync.queuedAt(), clock.instant());
    Optional<Duration> wait = backoff.after(attempts, waited);
    if (wait.isEmpty()) {
      String tried = "Gave up after " + attempts + " attempts in " + waited.toHours() + " hours. ";
      fail(sync, tried + cause, journal);
      return;
    }
    journal.error(cause + ". Trying again in " + wait.get().toMillis() + " ms");
    journal.flush();
    registry.syncs().defer(sync.id(), clock.instant().plus(wait.get()));
  }

  private void lookAgain(Sync sync, SyncOutcome.Early early, SyncJournal journal) {
    journal.info(
        "The push told of %s, but the host still shows %s. Looking again in %d ms"
            .formatted(
                sync.head().map(CommitId::abbreviated).orElse("another commit"),
                shown(early),
                early.pause().toMillis()));
    journal.flush();
    registry.syncs().defer(sync.id(), clock.instant().plus(early.pause()));
  }

  private static String shown(SyncOutcome.Early early) {
    return early.shown().map(CommitId::abbreviated).orElse("nothing there");
  }

  private void end(Sync sync, SyncEnding ending, SyncJournal journal) {
    journal.flush();
    registry.syncs().end(sync.id(), ending);
  }
}
