package dev.sluice.runtime.run;

import dev.sluice.runtime.realm.Realm;

/**
 * A realm held by the calling thread until a deadline. Closing it gives the realm back, if what ran
 * there ended well; otherwise the realm is discarded and replaced.
 */
final class Hold implements AutoCloseable {
  private final Host host;
  private final String environment;
  private final Realm realm;
  private final Watch watch;
  private boolean clean;

  private Hold(Host host, String environment, Realm realm, long deadlineNanos) {
    this.host = host;
    this.environment = environment;
    this.realm = realm;
    this.watch = host.watchdog().watch(realm::interrupt, deadlineNanos);
  }

  static Hold take(Host host, String environment, long deadlineNanos) {
    return new Hold(host, environment, host.realms().take(environment), deadlineNanos);
  }

  Realm realm() {
    return realm;
  }

  /** Says that what ran in the realm has ended well, and the realm can serve again. */
  void markClean() {
    clean = true;
  }

  @Override
  public void close() {
    boolean undisturbed = watch.end();
    if (undisturbed && clean) {
      host.realms().giveBack(environment, realm);
    } else {
      host.realms().discard(environment, realm);
    }
  }
}
