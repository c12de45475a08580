package dev.sluice.gateway.live;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one environment is served from. Reading it is one volatile read. Its settings, the
 * emergency switch first, are followed apart from its release, so that they never wait for a
 * release to compile; each is read from the registry under a lock of its own, so that of two
 * threads the later one reads the later state and nothing goes back.
 */
final class Slot {
  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
  private static final long NEVER = -1;

  private final EnvironmentName name;
  private final EnvironmentLoader loader;
  private final SwapMeters meters;
  private final Retry retry;
  private final ReentrantLock settling = new ReentrantLock();
  private final ReentrantLock loading = new ReentrantLock();
  private final Stage stage;
  private volatile boolean failing;

  /** Which settings are served. Written while settling. */
  private volatile long settled = NEVER;

  /**
   * Which release is served; not what was tried in vain, or nothing would try it again. Written
   * while loading.
   */
  private volatile long revision = NEVER;

  /** What there was to serve when the process began, if that is left until it is asked for. */
  private volatile long expected = NEVER;

  private volatile boolean tried;
  private volatile CatchUp last = new CatchUp.Current();

  Slot(EnvironmentName name, EnvironmentLoader loader, SwapMeters meters, InstantSource clock) {
    this.name = name;
    this.loader = loader;
    this.meters = meters;
    this.retry = new Retry(clock);
    this.stage = new Stage(loader.bare(name), meters);
  }

  EnvironmentName name() {
    return name;
  }

  Optional<LiveEnvironment> live() {
    return stage.live();
  }

  /** Whether there is something to serve, and none of it could be loaded yet. */
  boolean isStarved() {
    return failing && live().isEmpty();
  }

  /** What can't be loaded of it, in words; empty if all can be. */
  Optional<String> trouble() {
    if (!failing) {
      return Optional.empty();
    }
    String served =
        live().isEmpty()
            ? "nothing of it is served"
            : "release " + live().get().releaseNumber() + " is served";
    String why = last instanceof CatchUp.Failed failed ? failed.why() : "see the log";
    return Optional.of(
        "Environment %s: what is live can't be loaded, %s, and it is tried again: %s"
            .formatted(name, served, why));
  }

  /**
   * Serves the settings that the registry holds, at {@code wanted} or later, with the release as it
   * is; also if what is served is of a higher revision, which a registry that lost its last commits
   * doesn't have any more. Waits for no release.
   *
   * @throws RegistryException if they can't be read; what is served stays, but for the emergency
   *     switch
   */
  void settle(long wanted) {
    if (settled == wanted) {
      return;
    }
    settling.lock();
    try {
      Optional<Environment> environment = loader.find(name);
      if (environment.isPresent()) {
        // First: whatever else of it can't be read must not keep the switch from working.
        stage.set(environment.get().breakGlass());
        stage.set(loader.load(environment.get()));
      }
      // Maybe of before what was read: then it's read once more by the next poll.
      settled = wanted;
    } finally {
      settling.unlock();
    }
  }

  /**
   * Serves what the registry holds, at {@code wanted} or later. A release that can't be loaded is
   * tried again, with pauses.
   *
   * @param first when to compile what is the first to be served here; later ones always ahead
   * @throws RegistryException if it can't be read; what is served stays
   */
  CatchUp catchUp(long wanted, Compiling first) {
    try {
      settle(wanted);
      loading.lock();
      try {
        if (revision != wanted && retry.isDue(wanted)) {
          last = load(wanted, first);
        }
        failing = last instanceof CatchUp.Failed;
        return last;
      } finally {
        loading.unlock();
      }
    } finally {
      tried = true;
    }
  }

  /**
   * Serves what was kept, until the registry is read; nothing of it if something is served already.
   *
   * @throws NotLoadableException if its release can't be loaded; the emergency switch works
   */
  void standIn(Kept kept, Compiling compiling) throws NotLoadableException {
    loading.lock();
    try {
      if (live().isPresent()) {
        return;
      }
      failing = true;
      tried = true;
      stage.set(kept.state().safeguards().breakGlass());
      stage.set(loader.load(kept.state()));
      stage.release(loader.release(kept, compiling));
      failing = false;
    } finally {
      loading.unlock();
    }
  }

  private CatchUp load(long wanted, Compiling first) {
    try {
      if (stage.isSet()) {
        Optional<LiveRelease> before = live().flatMap(LiveEnvironment::release);
        Compiling compiling = stage.isReleased() ? Compiling.AHEAD : first;
        stage.release(loader.release(name, before, compiling));
      }
      revision = wanted;
      return new CatchUp.Current();
    } catch (NotLoadableException e) {
      complain(wanted, e);
      return new CatchUp.Failed(e.release(), String.valueOf(e.getMessage()));
    }
  }

  private void complain(long wanted, NotLoadableException e) {
    if (retry.failed(wanted)) {
      meters.failed(name);
      LOG.atError()
          .addKeyValue("environment", name)
          .addKeyValue("release", e.release().number())
          .log(
              "Environment {}: {}; what was live stays live, and it is tried again",
              name,
              e.getMessage());
    }
  }

  /** Notes that there's something to serve, at that revision, without loading it. */
  void expect(long wanted) {
    expected = wanted;
  }

  /** Loads what is expected if nobody has tried to: it was asked for before its turn came. */
  void loadIfUntried() {
    if (!tried && expected != NEVER) {
      tryToCatchUp(expected, Compiling.ON_DEMAND, () -> {});
    }
  }

  /**
   * {@link #settle}, for a poll that has other environments to look after.
   *
   * @param there throws if no environment can be read at all
   */
  void tryToSettle(long wanted, Runnable there) {
    attempt(() -> settle(wanted), there);
  }

  /**
   * {@link #catchUp}, for a poll that has other environments to look after.
   *
   * @param there throws if no environment can be read at all
   */
  void tryToCatchUp(long wanted, Compiling first, Runnable there) {
    attempt(() -> catchUp(wanted, first), there);
  }

  /** What goes wrong with this one is logged, once, and tried again by the next poll. */
  private void attempt(Runnable step, Runnable there) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      if (e instanceof RegistryException) {
        there.run();
      }
      if (!failing) {
        LOG.error("Environment {} can't be loaded now; it is tried again", name, e);
      }
      failing = true;
    }
  }

  /** Lets go of the programs that nobody has wanted since this was called before. */
  void rest() {
    live().flatMap(LiveEnvironment::release).ifPresent(LiveRelease::rest);
  }
}
