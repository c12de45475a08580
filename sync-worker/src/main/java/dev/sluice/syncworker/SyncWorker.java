package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.syncworker.check.Inspector;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sync worker of a process: its tools, and the rounds it makes with them. The only one on its
 * mirrors, or it isn't made. Close it before the registry; a sync it can't finish by then is picked
 * up at the next start.
 */
public final class SyncWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SyncWorker.class);

  private final Registry registry;
  private final SyncWorkerSettings settings;
  private final Tools tools;
  private final Rounds rounds;

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
    this.rounds = Rounds.of(registry, tools, clock, watch);
  }

  /** Takes up what the last process left and begins to take syncs, on threads of its own. */
  public void start() {
    int interrupted = registry.syncs().requeueInterrupted();
    if (interrupted > 0) {
      log.info(
          "{} syncs were interrupted when Sluice last ended and are taken up again", interrupted);
    }
    rounds.start(registry, settings.threads());
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
    try {
      new Stopping(rounds, tools).now();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tools.close();
    }
  }
}
