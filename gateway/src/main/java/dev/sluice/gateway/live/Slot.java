package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one environment is served from. Reading it is one volatile read; catching up is done by one
 * thread at a time, beside what is served, and ends in one volatile write.
 */
final class Slot {
  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
  private static final long NEVER = -1;

  private final EnvironmentName name;
  private final EnvironmentLoader loader;
  private final SwapMeters meters;
  private final Retry retry;
  private volatile @Nullable LiveEnvironment live;
  private volatile boolean failing;

  /** Whether a release, or that there is none, was ever served. Guarded by the lock. */
  private boolean loaded;

  /** What is served; not what was tried in vain, or nothing would try it again. */
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
  }

  EnvironmentName name() {
    return name;
  }

  Optional<LiveEnvironment> live() {
    return Optional.ofNullable(live);
  }

  /** Whether there is something to serve, and none of it could be loaded yet. */
  boolean isStarved() {
    return failing && live == null;
  }

  /**
   * Serves what the registry holds, at {@code wanted} or later. The registry is read with the lock
   * held, so of two threads the later one reads the later state and nothing goes back. A release
   * that can't be loaded is tried again, with pauses.
   *
   * @param first when to compile what is the first to be served here; later ones always ahead
   * @throws dev.sluice.registry.RegistryException if it can't be read; what is served stays
   */
  synchronized CatchUp catchUp(long wanted, Compiling first) {
    try {
      if (revision != wanted && retry.isDue(wanted)) {
        last = load(wanted, first);
        failing = last instanceof CatchUp.Failed;
      }
      return last;
    } finally {
      tried = true;
    }
  }

  /** Notes that there's something to serve, at that revision, without loading it. */
  void expect(long wanted) {
    expected = wanted;
  }

  /** Loads what is expected if nobody has tried to: it was asked for before its turn came. */
  void loadIfUntried() {
    if (!tried && expected != NEVER) {
      synchronized (this) {
        if (!tried) {
          tryToCatchUp(expected, Compiling.ON_DEMAND);
        }
      }
    }
  }

  /**
   * The same, for a poll that has other environments to look after: what goes wrong is logged,
   * once, and tried again by the next poll.
   */
  void tryToCatchUp(long wanted, Compiling first) {
    try {
      catchUp(wanted, first);
    } catch (RuntimeException | Error e) {
      if (!failing) {
        LOG.error("Environment {} can't be loaded now; it is tried again", name, e);
      }
      failing = true;
    }
  }

  private CatchUp load(long wanted, Compiling first) {
    Optional<LiveEnvironment> environment = loader.environment(name);
    CatchUp caughtUp =
        environment.isEmpty() ? new CatchUp.Current() : load(wanted, environment.get(), first);
    revision = caughtUp instanceof CatchUp.Current ? wanted : revision;
    return caughtUp;
  }

  private CatchUp load(long wanted, LiveEnvironment bare, Compiling first) {
    if (bare.safeguards().breakGlass().isPresent()) {
      // First: the emergency switch must not wait for a release, let alone hang on one.
      keep(bare);
    }
    try {
      Optional<LiveRelease> before = live().flatMap(LiveEnvironment::release);
      swap(bare.with(loader.release(name, before, loaded ? Compiling.AHEAD : first)));
      return new CatchUp.Current();
    } catch (NotLoadableException e) {
      keep(bare);
      complain(wanted, e);
      return new CatchUp.Failed(e.release(), String.valueOf(e.getMessage()));
    }
  }

  private void complain(long wanted, NotLoadableException e) {
    if (retry.failed(wanted)) {
      meters.failed(name);
      LOG.error(
          "Environment {}: {}; what was live stays live, and it is tried again",
          name,
          e.getMessage());
    }
  }

  /** Lets go of the programs that nobody has wanted since this was called before. */
  void rest() {
    live().flatMap(LiveEnvironment::release).ifPresent(LiveRelease::rest);
  }

  private void swap(LiveEnvironment next) {
    loaded = true;
    serve(next);
  }

  private void serve(LiveEnvironment next) {
    live = next;
    meters.serving(next);
  }

  /**
   * Serves what was served, as it is set now. Serves nothing yet if nothing was, as that would read
   * as "no workflow is live"; but the emergency switch needs no release.
   */
  private void keep(LiveEnvironment bare) {
    LiveEnvironment before = live;
    if (loaded && before != null) {
      serve(bare.with(before.release()));
    } else if (bare.safeguards().breakGlass().isPresent()) {
      serve(bare);
    } else {
      live = null;
    }
  }
}
