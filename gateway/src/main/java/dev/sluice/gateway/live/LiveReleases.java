package dev.sluice.gateway.live;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything this process serves. {@link #find} is lock-free and asks the registry nothing. Thread
 * safe.
 */
public final class LiveReleases {
  private final Registry registry;
  private final EnvironmentLoader loader;
  private final SwapMeters meters;
  private final Map<EnvironmentName, Slot> slots = new ConcurrentHashMap<>();

  /** Whether the registry has ever told which environments there are. */
  private volatile boolean listed;

  public LiveReleases(Registry registry, Compiler compiler, SwapMeters meters) {
    this.registry = registry;
    this.loader = new EnvironmentLoader(registry, compiler);
    this.meters = meters;
  }

  /** What is known of an environment. */
  public Lookup find(EnvironmentName name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      return listed ? new Lookup.Missing() : new Lookup.NotYetKnown();
    }
    Optional<LiveEnvironment> live = slot.live();
    return live.isPresent() ? new Lookup.Serving(live.get()) : new Lookup.NotYetKnown();
  }

  /** Whether the registry was read at least once. */
  public boolean known() {
    return listed;
  }

  /**
   * Serves what the registry holds for that environment, now. After a change, and before saying
   * that something is live, so that whoever hears of it finds it.
   *
   * @throws RegistryException if it can't be read; what is served stays
   */
  public CatchUp catchUp(EnvironmentName name) {
    Long revision = registry.revisions().environments().get(name);
    return revision == null ? new CatchUp.Current() : slot(name).catchUp(revision);
  }

  /** Serves what the registry holds, at {@code revisions} or later, wherever that can be loaded. */
  public void catchUp(Revisions revisions) {
    revisions.environments().forEach((name, revision) -> slot(name).tryToCatchUp(revision));
    // Only now: before, an environment without a slot may well exist.
    listed = true;
  }

  private Slot slot(EnvironmentName name) {
    return slots.computeIfAbsent(name, it -> new Slot(it, loader, meters));
  }
}
