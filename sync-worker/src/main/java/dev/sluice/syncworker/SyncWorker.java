package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sync.Worker;
import dev.sluice.syncworker.check.Inspector;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sync worker of a process: its tools, and the rounds it makes with them. The only one on its
 * mirrors, or it isn't made; any number of others, with mirrors of their own, may work on the same
 * registry. Close it before the registry: a sync it can't finish by then goes back into the queue.
 */
public final class SyncWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SyncWorker.class);
  private static final Duration TO_GIVE_BACK = Duration.ofSeconds(4);

  private final Registry registry;
  private final SyncWorkerSettings settings;
  private final Tools tools;
  private final Leases leases;
  private final Rounds rounds;

  /** Another process may have the mirrors then, and by them the name of this worker. */
  private volatile boolean closed;

  /**
   * Locks the mirrors and starts the bundler's process, and nothing else yet.
   *
   * @param inspector usually {@code WorkflowRuntime::inspect}
   * @throws AnotherWorkerException if another process works on the same mirrors
   * @throws java.io.UncheckedIOException if the bundler doesn't start
   */
  public SyncWorker(
      Registry registry, Inspector inspector, SyncWorkerSettings settings, Clock clock) {
    this(registry, inspector, settings, clock, SyncWatch.NONE);
  }

  /**
   * The same, with its syncs watched.
   *
   * @throws AnotherWorkerException if another process works on the same mirrors
   * @throws java.io.UncheckedIOException if the bundler doesn't start
   */
  public SyncWorker(
      Registry registry,
      Inspector inspector,
      SyncWorkerSettings settings,
      Clock clock,
      SyncWatch watch) {
    this.registry = registry;
    this.settings = settings;
    this.tools = Tools.take(registry, inspector, settings, clock);
    this.leases = new Leases(registry, tools.worker(), settings.claiming().lease(), clock);
    this.rounds = Rounds.of(registry, tools, leases, clock, watch);
  }

  /**
   * Takes up what it had when it last ended, and begins to take syncs, on threads of its own. Does
   * nothing once closed.
   *
   * @throws RegistryException if what it had can't be taken up: nothing has begun then, and it may
   *     be started again
   */
  public void start() {
    if (closed) {
      return;
    }
    int interrupted = leases.reclaim();
    if (interrupted > 0) {
      log.info("{} syncs were interrupted when this worker ended, and wait again", interrupted);
    }
    rounds.start(registry, settings.claiming().atOnce());
  }

  /** Who it is, to the registry. */
  public Worker identity() {
    return leases.worker();
  }

  /** Renews its leases that are due, on the calling thread: for tests. */
  public void stepHeartbeat() {
    rounds.heartbeat().step();
  }

  /**
   * Whether syncs are taken: all the threads that {@link #start} began live. Not so before it, nor
   * after closing.
   */
  public boolean isAlive() {
    return rounds.areAlive();
  }

  /** What keeps it from bringing commits in, in words; empty if nothing does. */
  public List<String> notes() {
    return tools.workshop().trouble().stream().toList();
  }

  /**
   * Takes one sync on the calling thread, with what goes on after it: for tests, instead of {@link
   * #start}.
   *
   * @return whether one was due
   */
  public boolean step() {
    return step(rounds.syncs());
  }

  /**
   * Does one connection test on the calling thread: for tests, instead of {@link #start}.
   *
   * @return whether one was asked for
   */
  public boolean stepConnectionTest() {
    return rounds.tests().step();
  }

  /**
   * Checks one pull request on the calling thread, with what goes on after it: for tests, instead
   * of {@link #start}.
   *
   * @return whether one was due
   */
  public boolean stepCheck() {
    return step(rounds.checks());
  }

  private static boolean step(Rounds.Round round) {
    boolean due = round.loop().step();
    try {
      round.turn().settle(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return due;
  }

  /**
   * Tells a Git host one thing on the calling thread: for tests, instead of {@link #start}.
   *
   * @return whether there was one to tell
   */
  public boolean stepNotice() {
    return rounds.notices().step();
  }

  /**
   * Looks at one branch on the calling thread, if one is due: for tests, instead of {@link #start}.
   *
   * @return whether one was due
   */
  public boolean stepPoll() {
    return rounds.polls().step();
  }

  @Override
  public void close() {
    closed = true;
    try {
      new Stopping(rounds, tools).now();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      giveBackIfItCanBe();
      tools.close();
    }
  }

  /** A registry that is away isn't waited for. */
  private void giveBackIfItCanBe() {
    Thread giving = Thread.ofPlatform().daemon().name("giving-back").start(this::giveBack);
    try {
      giving.join(TO_GIVE_BACK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where that fails, the syncs are taken over when their leases end, or when this one starts. */
  private void giveBack() {
    try {
      int left = leases.giveBack();
      if (left > 0) {
        log.info("{} syncs under way were given back, for whoever is there", left);
      }
    } catch (RegistryException e) {
      log.warn("what is under way can't be given back: {}", e.getMessage());
    }
  }
}
