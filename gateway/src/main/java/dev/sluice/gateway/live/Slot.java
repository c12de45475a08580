package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Surroundings;
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
  private volatile @Nullable LiveEnvironment live;
  private volatile long revision = NEVER;
  private volatile boolean complained;
  private volatile CatchUp last = new CatchUp.Current();

  Slot(EnvironmentName name, EnvironmentLoader loader, SwapMeters meters) {
    this.name = name;
    this.loader = loader;
    this.meters = meters;
  }

  Optional<LiveEnvironment> live() {
    return Optional.ofNullable(live);
  }

  /**
   * Serves what the registry holds, at {@code wanted} or later. The registry is read with the lock
   * held, so of two threads the later one reads the later state and nothing goes back.
   *
   * @throws dev.sluice.registry.RegistryException if it can't be read; what is served stays
   */
  synchronized CatchUp catchUp(long wanted) {
    if (revision != wanted) {
      last = load();
      revision = wanted;
    }
    return last;
  }

  /**
   * The same, for a poll that has other environments to look after: what goes wrong is logged,
   * once, and tried again by the next poll, as the revision stays the old one.
   */
  void tryToCatchUp(long wanted) {
    try {
      catchUp(wanted);
      complained = false;
    } catch (RuntimeException e) {
      if (!complained) {
        LOG.error("Environment {} can't be loaded now; it is tried again", name, e);
      }
      complained = true;
    }
  }

  private CatchUp load() {
    Optional<Surroundings> surroundings = loader.surroundings(name);
    if (surroundings.isEmpty()) {
      return new CatchUp.Current();
    }
    Optional<LiveRelease> before = live().flatMap(LiveEnvironment::release);
    try {
      swap(surroundings.get(), loader.release(name, before));
      return new CatchUp.Current();
    } catch (NotLoadableException e) {
      keep(surroundings.get());
      meters.failed(name);
      LOG.error("Environment {}: {}; what was live stays live", name, e.getMessage());
      return new CatchUp.Failed(e.release(), String.valueOf(e.getMessage()));
    }
  }

  private void swap(Surroundings surroundings, Optional<LiveRelease> release) {
    LiveEnvironment next = new LiveEnvironment(name, surroundings, release);
    live = next;
    meters.serving(next);
  }

  /** Serves what was served, with new surroundings; serves nothing yet if nothing was. */
  private void keep(Surroundings surroundings) {
    LiveEnvironment before = live;
    if (before != null) {
      live = new LiveEnvironment(name, surroundings, before.release());
    }
  }
}
