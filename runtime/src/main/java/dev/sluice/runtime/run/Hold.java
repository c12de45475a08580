package dev.sluice.runtime.run;

import dev.sluice.runtime.realm.Realm;
import java.time.Duration;

/**
 * A realm held by the calling thread until a deadline. Closing it gives the realm back, if what ran
 * there ended well; otherwise the realm is discarded and replaced.
 */
final class Hold implements AutoCloseable {
  /** Who only waits notices the deadline itself, and its realm needn't be interrupted. */
  private static final Duration GRACE = Duration.ofMillis(20);

  private final Host host;
  private final String environment;
  private final Realm realm;
  private final Watch watch;
  private boolean clean;
  private boolean ended;
  private boolean undisturbed;

  private Hold(Host host, String environment, Realm realm, long deadlineNanos) {
    this.host = host;
    this.environment = environment;
    this.realm = realm;
    this.watch = host.watchdog().watch(realm::interrupt, deadlineNanos + GRACE.toNanos());
  }

  /**
   * Waits for a realm for at most half of what is left until the deadline, and holds it until then.
   *
   * @throws dev.sluice.runtime.SaturatedException if there's none to be had
   */
  static Hold takeUntil(Host host, String environment, long deadlineNanos) {
    Duration patience = Duration.ofNanos((deadlineNanos - System.nanoTime()) / 2);
    return new Hold(host, environment, host.realms().take(environment, patience), deadlineNanos);
  }

  /**
   * Waits for a realm for as long as {@code patience} and holds it for {@code atMost}: for what no
   * login waits for.
   *
   * @throws dev.sluice.runtime.SaturatedException if there's none to be had
   */
  static Hold take(Host host, String environment, Duration patience, Duration atMost) {
    Realm realm = host.realms().take(environment, patience);
    return new Hold(host, environment, realm, System.nanoTime() + atMost.toNanos());
  }

  Realm realm() {
    return realm;
  }

  /** Says that what ran in the realm has ended well, and the realm can serve again. */
  void markClean() {
    clean = true;
  }

  /** Ends the watch; whether what ran here ended by itself. */
  boolean end() {
    if (!ended) {
      ended = true;
      undisturbed = watch.end();
    }
    return undisturbed;
  }

  @Override
  public void close() {
    end();
    if (undisturbed && clean) {
      host.realms().giveBack(environment, realm);
    } else {
      host.realms().discard(environment, realm);
    }
  }
}
