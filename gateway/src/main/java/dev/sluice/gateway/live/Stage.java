package dev.sluice.gateway.live;

import dev.sluice.registry.environment.BreakGlass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is served of one environment, put together from what is known of it: the emergency switch,
 * the settings, and the release. Any thread may read it at any time; each change is one volatile
 * write. Thread-safe.
 */
final class Stage {
  private final LiveEnvironment unset;
  private final SwapMeters meters;
  private Optional<BreakGlass> breakGlass = Optional.empty();
  private @Nullable LiveEnvironment settings;
  private Optional<LiveRelease> release = Optional.empty();
  private boolean released;
  private volatile @Nullable LiveEnvironment live;

  /**
   * @param unset the environment while nothing of it could be read but the emergency switch
   */
  Stage(LiveEnvironment unset, SwapMeters meters) {
    this.unset = unset;
    this.meters = meters;
  }

  Optional<LiveEnvironment> live() {
    return Optional.ofNullable(live);
  }

  /** Whether there is such an environment, as far as its settings tell. */
  synchronized boolean isSet() {
    return settings != null;
  }

  /** Whether a release, or that there is none, was ever served. */
  synchronized boolean isReleased() {
    return released;
  }

  synchronized void set(Optional<BreakGlass> next) {
    breakGlass = next;
    serve();
  }

  synchronized void set(LiveEnvironment next) {
    settings = next;
    serve();
  }

  synchronized void release(Optional<LiveRelease> next) {
    release = next;
    released = true;
    serve();
  }

  /**
   * Without a release that was ever loaded nothing is served, as that would read as "no workflow is
   * live"; but the emergency switch needs no release, and no other setting.
   */
  private void serve() {
    if (breakGlass.isEmpty() && (settings == null || !released)) {
      live = null;
      return;
    }
    LiveEnvironment next = settings == null ? unset : settings;
    next = next.with(release).with(next.safeguards().with(breakGlass));
    live = next;
    meters.serving(next);
  }
}
