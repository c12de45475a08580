package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.syncworker.bundle.Bundler;
import dev.sluice.syncworker.check.Checks;
import dev.sluice.syncworker.check.Inspector;
import dev.sluice.syncworker.dependencies.Dependencies;
import dev.sluice.syncworker.fetch.Mirrors;
import dev.sluice.syncworker.poll.PollTurn;
import dev.sluice.syncworker.reach.Credentials;
import dev.sluice.syncworker.reach.Outlet;
import dev.sluice.syncworker.report.HostReports;
import dev.sluice.syncworker.types.TypeChecker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sync worker of a process: the loop, and the workshop whose processes it keeps warm. The only
 * one on its mirrors, or it isn't made. Close it before the registry; a sync it can't finish by
 * then is picked up at the next start.
 */
public final class SyncWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SyncWorker.class);

  /** One slow host doesn't hold up the others. */
  private static final int POLLS_AT_ONCE = 2;

  private static final Duration TO_LOOK = Duration.ofSeconds(1);
  private static final Duration TO_FINISH = Duration.ofSeconds(3);
  private static final Duration TO_BREAK_OFF = Duration.ofSeconds(5);

  private final Registry registry;
  private final SyncWorkerSettings settings;
  private final WorkerLock lock;
  private final Workshop workshop;
  private final Credentials credentials;
  private final CheckWorkshop checkWorkshop;
  private final HostReports reports;
  private final SyncTurn syncs;
  private final SyncTurn pullRequests;
  private final SyncLoop loop;

  /** Of its own: no check delays a branch's sync. */
  private final SyncLoop checks;

  /** Of its own: no sync waits for what a host is told. */
  private final SyncLoop notices;

  /** Of its own: whoever waits for a test isn't to wait for syncs. */
  private final SyncLoop tests;

  private final SyncLoop polls;

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
    Outlet outlet = new Outlet(settings.network());
    this.lock = WorkerLock.take(settings.mirrors());
    this.workshop = workshop(inspector, settings.workshop(), clock);
    this.checkWorkshop =
        new CheckWorkshop(() -> newWorkshop(inspector, settings.workshop().ofChecks(), clock));
    this.credentials =
        new Credentials(
            registry.environments(),
            settings.allowLocalRepositories(),
            outlet,
            settings.fetch().silence(),
            clock);
    this.reports =
        new HostReports(registry, credentials, outlet, settings.fetch().silence(), clock);
    Repositories repositories = new Repositories(mirrors(outlet), credentials);
    Herald herald = new Herald(registry.notices(), reports, clock);
    Signatures signatures = new Signatures(clock);
    SyncPipeline pipeline = new SyncPipeline(registry, repositories, workshop, signatures, herald);
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextLong());
    this.syncs = new SyncTurn(registry, registry.syncs()::claim, () -> pipeline, backoff, clock);
    this.loop = new SyncLoop("sync", syncs);
    this.pullRequests =
        new SyncTurn(
            registry,
            registry.syncs()::claimCheck,
            () -> new SyncPipeline(registry, repositories, checkWorkshop.get(), signatures, herald),
            backoff,
            clock);
    this.checks = new SyncLoop("check", pullRequests);
    this.notices = new SyncLoop("notice", new NoticeTurn(registry, reports, clock));
    this.tests =
        new SyncLoop("connection-test", new ConnectionTestTurn(registry, repositories, clock));
    this.polls = new SyncLoop("poll", polling(repositories, clock));
  }

  private Polling polling(Repositories repositories, Clock clock) {
    PollTurn turn =
        new PollTurn(
            registry, repositories::look, clock, () -> ThreadLocalRandom.current().nextLong());
    return new Polling(turn);
  }

  private Mirrors mirrors(Outlet outlet) {
    return new Mirrors(
        settings.mirrors(), settings.allowLocalRepositories(), settings.fetch(), outlet);
  }

  private static Workshop newWorkshop(Inspector inspector, WorkshopSettings building, Clock clock) {
    return new Workshop(
        new Dependencies(building.dependencies(), clock),
        new Bundler(building.bundler()),
        new TypeChecker(building.types()),
        new Checks(inspector));
  }

  private Workshop workshop(Inspector inspector, WorkshopSettings building, Clock clock) {
    try {
      return newWorkshop(inspector, building, clock);
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
    registry.signals().onSyncQueued(checks::wake);
    registry.signals().onNoticeDue(notices::wake);
    registry.signals().onConnectionTestAsked(tests::wake);
    loop.start(settings.threads());
    tests.start(1);
    checks.start(1);
    notices.start(1);
    polls.start(POLLS_AT_ONCE);
  }

  /**
   * Whether syncs are taken: all the threads that {@link #start} began live. Not so before it, nor
   * after closing.
   */
  public boolean isAlive() {
    return loops().allMatch(SyncLoop::isAlive);
  }

  private Stream<SyncLoop> loops() {
    return Stream.of(loop, checks, notices, tests, polls);
  }

  /**
   * Takes one sync on the calling thread, with what goes on after it: for tests, instead of {@link
   * #start}.
   *
   * @return whether one was due
   */
  public boolean step() {
    boolean due = loop.step();
    settle(syncs);
    return due;
  }

  private static void settle(SyncTurn turn) {
    try {
      turn.settle(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Does one connection test on the calling thread: for tests, instead of {@link #start}.
   *
   * @return whether one was asked for
   */
  public boolean stepConnectionTest() {
    return tests.step();
  }

  /**
   * Checks one pull request on the calling thread, with what goes on after it: for tests, instead
   * of {@link #start}.
   *
   * @return whether one was due
   */
  public boolean stepCheck() {
    boolean due = checks.step();
    settle(pullRequests);
    return due;
  }

  /**
   * Tells a Git host one thing on the calling thread: for tests, instead of {@link #start}.
   *
   * @return whether there was one to tell
   */
  public boolean stepNotice() {
    return notices.step();
  }

  /**
   * Looks at one branch on the calling thread, if one is due: for tests, instead of {@link #start}.
   *
   * @return whether one was due
   */
  public boolean stepPoll() {
    return polls.step();
  }

  @Override
  public void close() {
    polls.stop();
    polls.interrupt();
    tests.stop();
    tests.interrupt();
    notices.stop();
    notices.interrupt();
    checks.stop();
    checkWorkshop.close();
    checks.interrupt();
    loop.stop();
    try {
      polls.await(TO_LOOK);
      if (!loop.await(TO_FINISH)) {
        workshop.close();
        loop.interrupt();
        boolean ended = loop.await(TO_BREAK_OFF);
        log.info("syncs under way were broken off{}", ended ? "" : ", or still are");
      }
      if (!checks.await(TO_BREAK_OFF) || !notices.await(TO_BREAK_OFF)) {
        log.info("checks of pull requests, or what hosts are told, couldn't be broken off");
      }
      workshop.close();
      syncs.settle(TO_LOOK);
      pullRequests.settle(TO_LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reports.close();
      credentials.close();
      workshop.close();
      lock.close();
    }
  }
}
