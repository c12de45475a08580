package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Surroundings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one environment is served from. Reading it is one volatile read; catching up is done by one
 * thread at a time, beside what is served, and ends in one volatile write.
 */
final class Slot {
  private static final long NEVER = -1;

  private final EnvironmentName name;
  private final EnvironmentLoader loader;
  private volatile @Nullable LiveEnvironment live;
  private volatile long revision = NEVER;
  private volatile CatchUp last = new CatchUp.Current();

  Slot(EnvironmentName name, EnvironmentLoader loader) {
    this.name = name;
    this.loader = loader;
  }

  Optional<LiveEnvironment> live() {
    return Optional.ofNullable(live);
  }

  /** Whether what it serves is of that revision. */
  boolean isAt(long wanted) {
    return revision == wanted;
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

  private CatchUp load() {
    Optional<Surroundings> surroundings = loader.surroundings(name);
    if (surroundings.isEmpty()) {
      return new CatchUp.Current();
    }
    Optional<LiveRelease> before = live().flatMap(LiveEnvironment::release);
    try {
      Optional<LiveRelease> release = loader.release(name, before);
      live = new LiveEnvironment(name, surroundings.get(), release);
      return new CatchUp.Current();
    } catch (NotLoadableException e) {
      keep(surroundings.get());
      return new CatchUp.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** Serves what was served, with new surroundings; serves nothing yet if nothing was. */
  private void keep(Surroundings surroundings) {
    LiveEnvironment before = live;
    if (before != null) {
      live = new LiveEnvironment(name, surroundings, before.release());
    }
  }
}
