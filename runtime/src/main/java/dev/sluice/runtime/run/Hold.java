package dev.sluice.runtime.run;

import dev.sluice.engine.StopCheck;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.realm.Realm;
import dev.sluice.runtime.realm.Realms;
import dev.sluice.runtime.trace.Work;
import dev.sluice.runtime.watch.Budget;
import dev.sluice.runtime.watch.StopCause;
import dev.sluice.runtime.watch.Watch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A realm held by the calling thread until its budget is spent. Closing it gives the realm back, if
 * what ran there ended well; otherwise the realm is discarded and replaced.
 */
final class Hold implements AutoCloseable {
  /** Who only waits notices the deadline itself, and its realm needn't be interrupted. */
  private static final Duration GRACE = Duration.ofMillis(20);

  private final Host host;
  private final Realm realm;
  private final Watch watch;
  private boolean clean;
  private boolean ended;
  private @Nullable StopCause cause;

  private Hold(Host host, Realm realm, Watch watch) {
    this.host = host;
    this.realm = realm;
    this.watch = watch;
  }

  /** Nobody else knows of the realm: whatever goes wrong here, it mustn't stay taken. */
  private static Hold of(Host host, Realm realm, Work work, Supplier<Budget> budget) {
    Thread holder = Thread.currentThread();
    try {
      Watch watch =
          host.watchdog().watch(patience -> stop(holder, realm, work, patience), budget.get());
      return new Hold(host, realm, watch);
    } catch (RuntimeException | Error e) {
      host.realms().discard(realm);
      throw e;
    }
  }

  /**
   * Steps into the lane and holds a realm until the deadline. Waits for at most half of what is
   * left until then.
   *
   * @throws SaturatedException if there's no realm to be had, or no room in the lane
   */
  static Hold takeUntil(Host host, String environment, RunRequest request, Lane.Place place) {
    Realm realm = realm(host.realms(), environment, place);
    return of(host, realm, request.work(), () -> budget(request.limits(), place.deadlineNanos()));
  }

  /**
   * Who waits in the lane holds no realm, so that few are in use and stay warm. But who waits for a
   * realm isn't in the lane: those that have one may need to step back in to finish.
   */
  private static Realm realm(Realms realms, String environment, Lane.Place place) {
    enter(place);
    return realms
        .poll(environment)
        .orElseGet(() -> {
          place.leave();
          Realm realm = realms.take(environment, Duration.ofNanos(patience(place)));
          if (!place.enter(patience(place))) {
            realms.giveBack(realm);
            throw full();
          }
          return realm;
        });
  }

  private static void enter(Lane.Place place) {
    if (!place.enter(patience(place))) {
      throw full();
    }
  }

  private static long patience(Lane.Place place) {
    return (place.deadlineNanos() - System.nanoTime()) / 2;
  }

  private static SaturatedException full() {
    return new SaturatedException(
        "this workflow's other runs compute without a pause, and this one couldn't begin in time");
  }

  /**
   * Waits for a realm for as long as {@code patience} and holds it for {@code atMost}: for what no
   * login waits for.
   *
   * @throws dev.sluice.runtime.SaturatedException if there's none to be had
   */
  static Hold take(Host host, String environment, Duration patience, Duration atMost) {
    Realm realm = host.realms().take(environment, patience);
    return of(host, realm, Work.UNKNOWN, () -> budget(atMost));
  }

  private static Budget budget(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos() + GRACE.toNanos();
    return new Budget(deadline, atMost, RunLimits.DEFAULT.allocatedBytes());
  }

  /** Stops the holder whether it waits for something or computes. */
  private static void stop(Thread holder, Realm realm, Work work, Duration patience)
      throws TimeoutException {
    StopCheck.begin(holder);
    holder.interrupt();
    try {
      realm.interrupt(patience);
    } catch (TimeoutException e) {
      // Who stops it says so in the log.
      work.inAllLines();
      throw e;
    }
  }

  private static Budget budget(RunLimits limits, long deadlineNanos) {
    return new Budget(
        deadlineNanos + GRACE.toNanos(), limits.time().cpu(), limits.allocatedBytes());
  }

  Realm realm() {
    return realm;
  }

  /** Says that what ran in the realm has ended well, and the realm can serve again. */
  void markClean() {
    clean = true;
  }

  /** Ends the watch; why what ran here was stopped, or empty if it ended by itself. */
  Optional<StopCause> end() {
    if (!ended) {
      ended = true;
      cause = watch.end().orElse(null);
      StopCheck.end(Thread.currentThread());
    }
    return Optional.ofNullable(cause);
  }

  @Override
  public void close() {
    boolean undisturbed = end().isEmpty();
    realm.charge(watch.allocated());
    if (undisturbed && clean) {
      host.realms().giveBack(realm);
    } else {
      host.realms().discard(realm);
    }
  }
}
