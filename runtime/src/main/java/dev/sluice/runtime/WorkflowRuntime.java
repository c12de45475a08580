package dev.sluice.runtime;

import dev.sluice.runtime.fetch.Clients;
import dev.sluice.runtime.realm.RealmFactory;
import dev.sluice.runtime.realm.Realms;
import dev.sluice.runtime.run.Host;
import dev.sluice.runtime.run.Inspector;
import dev.sluice.runtime.run.Preparer;
import dev.sluice.runtime.run.Runner;
import dev.sluice.runtime.token.Tokens;
import dev.sluice.runtime.watch.Watchdog;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs. Thread-safe; a run holds the calling thread until it ends. Closing it begins no
 * more runs, and waits a while for those under way.
 */
public final class WorkflowRuntime implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkflowRuntime.class);

  /** How long closing waits for runs: the usual limit of one, and some for it to be stopped. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final RealmFactory factory;
  private final Host host;
  private final WarmUp warmUp = new WarmUp(this);
  private final Thread warming =
      Thread.ofPlatform().daemon().name("sluice-warm-up").unstarted(warmUp::run);

  private WorkflowRuntime(RealmFactory factory, Host host) {
    this.factory = factory;
    this.host = host;
  }

  /** How many realms an environment may have unless told otherwise. */
  private static final int USUAL_SHARE = 256;

  /** Starts the engine with the usual share of realms for each environment. */
  public static WorkflowRuntime start(Clock clock) {
    return start(clock, USUAL_SHARE);
  }

  /**
   * Starts the engine, and warms it up in the background: the first realm takes about a second.
   *
   * @param share how many realms an environment may have, and so how many runs at once
   */
  public static WorkflowRuntime start(Clock clock, int share) {
    RealmFactory factory = new RealmFactory();
    Realms realms = new Realms(factory, share);
    Clients clients = new Clients();
    Host host = new Host(realms, new Watchdog(realms::shed), clients, Tokens.on(clock), clock);
    WorkflowRuntime runtime = new WorkflowRuntime(factory, host);
    runtime.warming.start();
    Thread.ofPlatform().daemon().name("sluice-warm-up").start(clients::warmUp);
    return runtime;
  }

  /** Loads a bundle with nothing mounted, in a realm of that environment, to see what it is. */
  public Inspection inspect(String environment, BundleCode bundle) {
    return new Inspector(host).inspect(environment, bundle);
  }

  /**
   * Parses a bundle into a program, and has a realm ready for it. Waits long for that realm.
   *
   * @throws BundleException if it doesn't parse
   * @throws SaturatedException if there's no realm to be had
   */
  public Program compile(ProgramSource source) throws BundleException {
    return compile(source, Duration.ofMinutes(1));
  }

  /**
   * The same for somebody who can't wait long.
   *
   * @param patience how long to wait for the realm
   */
  public Program compile(ProgramSource source, Duration patience) throws BundleException {
    Program program = new Program(source);
    new Preparer(host).prepare(program.job(), patience);
    return program;
  }

  /**
   * Runs {@code program} for one event on the calling thread. Never throws for what the workflow
   * does.
   */
  public Outcome run(Program program, RunRequest request) {
    return new Runner(host).run(program.job(), request);
  }

  /** Lets go of what is kept ready for an environment that is no more. */
  public void forget(String environment) {
    host.realms().forget(environment);
    host.tokens().forget(environment);
    host.clients().forget(environment);
  }

  /** Whether JavaScript is compiled to machine code, or only interpreted. */
  public boolean optimized() {
    return factory.optimized();
  }

  /** How many realms are kept or in use. */
  public int realms() {
    return host.realms().count();
  }

  /** How many realms are in use. */
  public int realmsInUse() {
    return host.realms().inUse();
  }

  /** How many runs and checks wait for a realm. */
  public int realmsAwaited() {
    return host.realms().awaited();
  }

  /** How many threads hold a run that couldn't be stopped. */
  public int abandonedThreads() {
    return host.watchdog().abandoned();
  }

  @Override
  public void close() {
    awaitWarmUp();
    // The watchdog is needed until then: it ends those that wouldn't end by themselves.
    if (!host.realms().drain(PATIENCE)) {
      log.warn("A run is still under way while the engine closes");
    }
    host.watchdog().close();
    host.clients().close();
    host.realms().close();
  }

  /** The engine doesn't bear being closed under a run. */
  private void awaitWarmUp() {
    warmUp.cancel();
    try {
      warming.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
