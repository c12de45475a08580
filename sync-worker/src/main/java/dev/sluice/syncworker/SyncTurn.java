package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.ClaimLostException;
import dev.sluice.registry.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop's body: takes one sync and brings it to an end, or back into the queue. Thread-safe. */
final class SyncTurn implements Turn {
  private static final Logger log = LoggerFactory.getLogger(SyncTurn.class);

  private final Registry registry;
  private final Supplier<Optional<Lease>> claim;
  private final Supplier<SyncPipeline> pipeline;
  private final Backoff backoff;
  private final Clock clock;
  private final SyncWatch watch;
  private final StrandedSyncs stranded;
  private final Set<Thread> afterwards = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * @param claim takes the next one
   * @param pipeline asked for with each
   */
  SyncTurn(
      Registry registry,
      Supplier<Optional<Lease>> claim,
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
    this.stranded = new StrandedSyncs(registry.syncs(), backoff, clock);
  }

  /**
   * Takes the sync that has waited longest, if one is due.
   *
   * @return whether there was one
   */
  @Override
  public boolean take() {
    stranded.putBack();
    Optional<Lease> lease = claim.get();
    lease.ifPresent(this::runOrStrand);
    return lease.isPresent();
  }

  /** From now on, a sync that breaks off stays this worker's, to be given back. */
  @Override
  public void stop() {
    stopping = true;
  }

  /** If what came of a sync couldn't be written down, a later turn puts it back. */
  private void runOrStrand(Lease lease) {
    try (lease) {
      run(lease);
      stranded.forget(lease.sync().id());
    } catch (ClaimLostException e) {
      log.info("{} of {} is dropped: {}", lease.sync().id(), environment(lease), e.getMessage());
    } catch (RuntimeException | Error e) {
      if (!stopping) {
        stranded.add(lease.sync(), e);
      }
      if (stopping || e instanceof Error) {
        throw e;
      }
    }
  }

  private static EnvironmentName environment(Lease lease) {
    return lease.sync().environment();
  }

  private void run(Lease lease) {
    Sync sync = lease.sync();
    try (WatchedSync watched = watch.begin(sync)) {
      SyncJournal journal = new SyncJournal(registry, sync.claim(), clock, watched);
      Stopwatch took = new Stopwatch();
      SyncOutcome outcome = attempt(lease, journal);
      if (lease.loss().isPresent() && !isWritten(outcome)) {
        drop(lease);
      } else if (!stopping || !isBrokenOff(outcome)) {
        watched.ended(outcome);
        new SyncEnd(registry.syncs(), backoff, clock).write(sync, outcome, journal, took);
        journal.finish().ifPresent(this::add);
      }
    }
  }

  /**
   * What came of it may be the breaking off's doing. Nobody may have it, if none could be asked.
   */
  private void drop(Lease lease) {
    Lease.Loss loss = lease.loss().orElseThrow();
    log.info("{} of {} is dropped: {}", lease.sync().id(), environment(lease), loss);
    if (loss == Lease.Loss.OVER) {
      stranded.add(lease.sync());
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

  /** Whether that stands in the registry already. */
  private static boolean isWritten(SyncOutcome outcome) {
    return outcome instanceof SyncOutcome.Released || outcome instanceof SyncOutcome.Built;
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

  private SyncOutcome attempt(Lease lease, SyncJournal journal) {
    Sync sync = lease.sync();
    try {
      Optional<SyncOutcome> fatal = new TakeOvers(sync).judge(journal);
      return fatal.isPresent() ? fatal.get() : pipeline.get().run(sync, journal);
    } catch (NotReadyException e) {
      log.warn("{} of {} can't be begun", sync.id(), sync.environment(), e);
      return new SyncOutcome.Deferred(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      if (lease.loss().isPresent() && !(e instanceof Error)) {
        log.debug("{} broke off", sync.id(), e);
        return new SyncOutcome.Deferred("Its lease was lost");
      }
      if (isAway(e) || e instanceof ClaimLostException) {
        throw e;
      }
      log.error("{} of {} met a bug", sync.id(), sync.environment(), e);
      return new SyncOutcome.Failed("Sluice met a bug of its own, which its log tells more of");
    }
  }

  /** One that is there and refuses what it was to keep does so every time. */
  private static boolean isAway(Throwable e) {
    return e instanceof RegistryException && !(e instanceof UnwritableException);
  }
}
