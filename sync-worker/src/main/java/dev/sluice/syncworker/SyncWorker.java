package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.syncworker.bundle.Bundler;
import dev.sluice.syncworker.check.Checks;
import dev.sluice.syncworker.check.Inspector;
import dev.sluice.syncworker.dependencies.Dependencies;
import dev.sluice.syncworker.fetch.Mirrors;
import dev.sluice.syncworker.types.TypeChecker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sync worker of a process: the loop, and the workshop whose processes it keeps warm. The only
 * one on its mirrors, or it isn't made. Close it before the registry; a sync it can't finish by
 * then is picked up at the next start.
 */
public final class SyncWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SyncWorker.class);
  private static final Duration TO_FINISH = Duration.ofSeconds(3);
  private static final Duration TO_BREAK_OFF = Duration.ofSeconds(5);

  private final Registry registry;
  private final SyncWorkerSettings settings;
  private final WorkerLock lock;
  private final Workshop workshop;
  private final SyncLoop loop;

  /**
   * Locks the mirrors and starts the bundler's process, and nothing else yet.
   *
   * @param inspector usually {@code WorkflowRuntime::inspect}
   * @throws AnotherWorkerException if another process works on the same mirrors
   * @throws java.io.UncheckedIOException if the bundler doesn't start
   */
  public SyncWorker(
      Registry registry, Inspector inspector, SyncWorkerSettings settings, Clock clock) {
    this.registry = registry;
    this.settings = settings;
    Mirrors mirrors =
        new Mirrors(settings.mirrors(), settings.allowLocalRepositories(), settings.fetch());
    this.lock = WorkerLock.take(settings.mirrors());
    this.workshop = workshop(inspector, clock);
    SyncPipeline pipeline = new SyncPipeline(registry, mirrors, workshop, new Signatures(clock));
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextLong());
    this.loop = new SyncLoop(new SyncTurn(registry, pipeline, backoff, clock));
  }

  private Workshop workshop(Inspector inspector, Clock clock) {
    try {
      WorkshopSettings building = settings.workshop();
      return new Workshop(
          new Dependencies(building.dependencies(), clock),
          new Bundler(building.bundler()),
          new TypeChecker(building.types()),
          new Checks(inspector));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Takes up what the last process left and begins to take syncs, on threads of its own. */
  public void start() {
    int interrupted = registry.syncs().requeueInterrupted();
    if (interrupted > 0) {
      log.info(
          "{} syncs were interrupted when Sluice last ended and are taken up again", interrupted);
    }
    registry.signals().onSyncQueued(loop::wake);
    loop.start(settings.threads());
  }

  /**
   * Whether syncs are taken: all the threads that {@link #start} began live. Not so before it, nor
   * after closing.
   */
  public boolean isAlive() {
    return loop.isAlive();
  }

  /**
   * Takes one sync on the calling thread: for tests, instead of {@link #start}.
   *
   * @return whether one was due
   */
  public boolean step() {
    return loop.step();
  }

  @Override
  public void close() {
    loop.stop();
    try {
      if (!loop.await(TO_FINISH)) {
        workshop.close();
        loop.interrupt();
        boolean ended = loop.await(TO_BREAK_OFF);
        log.info("syncs under way were broken off{}", ended ? "" : ", or still are");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workshop.close();
      lock.close();
    }
  }
}
