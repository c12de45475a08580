package dev.sluice.gateway.live;

import dev.sluice.gateway.health.Trouble;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.WorkflowRuntime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything this process serves. {@link #find} is lock-free and asks the registry nothing, but for
 * an environment whose turn hasn't come yet in a process that has just started with many.
 * Thread-safe.
 */
public final class LiveReleases {
  /** With more environments than this, those that nobody calls are to cost little. */
  private static final int CROWD = 16;

  private final Registry registry;
  private final EnvironmentLoader loader;
  private final SwapMeters meters;
  private final InstantSource clock;
  private final Map<EnvironmentName, Slot> slots = new ConcurrentHashMap<>();

  /** Whether the registry has ever told which environments there are. */
  private volatile boolean listed;

  /** Whether something is served that was kept, as the registry couldn't be read yet. */
  private volatile boolean standing;

  /**
   * @param usual the limits of runs where an environment has none of its own
   */
  public LiveReleases(
      Registry registry,
      WorkflowRuntime runtime,
      RunLimits usual,
      SwapMeters meters,
      InstantSource clock) {
    this(registry, new EnvironmentLoader(registry, counted(runtime, meters), usual), meters, clock);
  }

  private static Compiler counted(WorkflowRuntime runtime, SwapMeters meters) {
    return (source, patience) -> {
      meters.compiled();
      return runtime.compile(source, patience);
    };
  }

  LiveReleases(
      Registry registry, EnvironmentLoader loader, SwapMeters meters, InstantSource clock) {
    this.registry = registry;
    this.loader = loader;
    this.meters = meters;
    this.clock = clock;
  }

  /** What is known of an environment. */
  public Lookup find(EnvironmentName name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      return listed ? new Lookup.Missing() : new Lookup.NotYetKnown();
    }
    slot.loadIfUntried();
    Optional<LiveEnvironment> live = slot.live();
    return live.isPresent() ? new Lookup.Serving(live.get()) : new Lookup.NotYetKnown();
  }

  /** The number of the release that is served there; 0 if there's none. */
  public int served(EnvironmentName name) {
    return Optional.ofNullable(slots.get(name))
        .flatMap(Slot::live)
        .map(LiveEnvironment::releaseNumber)
        .orElse(0);
  }

  /** The release that is served of each environment of which one is. */
  public Map<EnvironmentName, Integer> releases() {
    Map<EnvironmentName, Integer> releases = new HashMap<>();
    for (Slot slot : slots.values()) {
      slot.live()
          .filter(it -> it.release().isPresent())
          .ifPresent(it -> releases.put(it.name(), it.releaseNumber()));
    }
    return releases;
  }

  /** Every environment that is served, by name. */
  public List<LiveEnvironment> all() {
    return slots.values().stream()
        .map(Slot::live)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(LiveEnvironment::name))
        .toList();
  }

  /**
   * That nothing could be loaded of any environment that has something to serve: then another
   * process should be asked. One environment's trouble alone must not take the others' gateway
   * away.
   */
  public Optional<Trouble> problem() {
    return !slots.isEmpty() && starved().size() == slots.size()
        ? Optional.of(Trouble.passing("what is live can't be loaded, and is tried again", notes()))
        : Optional.empty();
  }

  /** The environments that have something to serve, of which nothing could be loaded yet. */
  List<EnvironmentName> starved() {
    return slots.values().stream().filter(Slot::isStarved).map(Slot::name).toList();
  }

  /** The environments whose live release can't be loaded, in words. */
  public List<String> notes() {
    return slots.values().stream()
        .sorted(Comparator.comparing(Slot::name))
        .map(Slot::trouble)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether the registry was read at least once, or what was kept of it is served. */
  public boolean known() {
    return listed || standing;
  }

  /**
   * Serves what was kept of an environment, until the registry is read.
   *
   * @param crowd how many there are: if that are many, its programs wait until they are wanted
   */
  void standIn(Kept kept, int crowd) throws NotLoadableException {
    Compiling compiling = isCrowd(crowd) ? Compiling.ON_DEMAND : Compiling.AHEAD;
    standing = true;
    slot(kept.state().name()).standIn(kept, compiling);
  }

  /** Serves that environment no longer, until the registry is read: what is known is too old. */
  void forget(EnvironmentName name) {
    slots.remove(name);
  }

  /** The same for all; and then nobody knows which there are. */
  void forgetAll() {
    listed = false;
    standing = false;
    slots.clear();
  }

  /** Serves no others any longer: the registry has been read, and has no others. */
  void retain(Set<EnvironmentName> existing) {
    slots.keySet().retainAll(existing);
  }

  /**
   * Serves what the registry holds for that environment, now. After a change, and before saying
   * that something is live, so that whoever hears of it finds it.
   *
   * @throws RegistryException if it can't be read; what is served stays
   */
  public CatchUp catchUp(EnvironmentName name) {
    Long revision = registry.revisions().environments().get(name);
    return revision == null ? new CatchUp.Current() : slot(name).catchUp(revision, Compiling.AHEAD);
  }

  /**
   * Serves the settings that the registry holds for that environment, now, the emergency switch
   * among them. Waits for no release.
   *
   * @throws RegistryException if they can't be read
   */
  public void settle(EnvironmentName name) {
    Long revision = registry.revisions().environments().get(name);
    if (revision != null) {
      slot(name).settle(revision);
    }
  }

  /**
   * Serves the settings of {@code revisions} or later, wherever they can be read.
   *
   * @param there run where an environment can't be read; throws if the registry is away, as each
   *     would take its time to fail
   */
  public void settle(Revisions revisions, Runnable there) {
    revisions.environments().forEach((name, revision) -> slot(name).tryToSettle(revision, there));
  }

  /**
   * The first step of a process: as {@link #catchUp(Revisions, Runnable)}, but many environments
   * are only noted. Each is then loaded when it is asked for, or when catching up comes to it.
   */
  public void begin(Revisions revisions, Runnable there) {
    if (isCrowd(revisions)) {
      note(revisions);
    } else {
      catchUp(revisions, there);
    }
  }

  private void note(Revisions revisions) {
    revisions.environments().forEach((name, revision) -> slot(name).expect(revision));
    listed = true;
  }

  /**
   * Serves what the registry holds, at {@code revisions} or later, wherever that can be loaded. A
   * process that starts with many environments compiles what is live in each when it is called.
   *
   * @param there as {@link #settle(Revisions, Runnable)} takes it
   */
  public void catchUp(Revisions revisions, Runnable there) {
    boolean crowd = isCrowd(revisions);
    if (crowd && !listed) {
      note(revisions);
    }
    Compiling first = crowd ? Compiling.ON_DEMAND : Compiling.AHEAD;
    revisions
        .environments()
        .forEach((name, revision) -> slot(name).tryToCatchUp(revision, first, there));
    // Only now: before, an environment without a slot may well exist.
    listed = true;
  }

  /**
   * Where there are many environments, lets go of the programs that nobody has wanted since this
   * was called before.
   */
  public void rest() {
    if (isCrowd(slots.size())) {
      slots.values().forEach(Slot::rest);
    }
  }

  private static boolean isCrowd(Revisions revisions) {
    return isCrowd(revisions.environments().size());
  }

  private static boolean isCrowd(int environments) {
    return environments > CROWD;
  }

  private Slot slot(EnvironmentName name) {
    return slots.computeIfAbsent(name, it -> new Slot(it, loader, meters, clock));
  }
}
