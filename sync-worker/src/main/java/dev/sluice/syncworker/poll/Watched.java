package dev.sluice.syncworker.poll;

import java.time.Instant;

/**
 * What is known of a branch that is looked at.
 *
 * @param changedAt when it was last seen to have moved
 * @param alertUntil until when it's looked at more often, as a push was missed
 * @param failures how many looks in a row have failed
 */
record Watched(Instant changedAt, Instant alertUntil, int failures) {

  static Watched since(Instant now) {
    return new Watched(now, Instant.MIN, 0);
  }

  Watched changed(Instant at) {
    return new Watched(at, alertUntil, 0);
  }

  Watched alert(Instant until) {
    return new Watched(changedAt, until, failures);
  }

  /** What made looks fail may be over. */
  Watched mended() {
    return new Watched(changedAt, alertUntil, 0);
  }

  Watched failed() {
    return new Watched(changedAt, alertUntil, failures + 1);
  }
}
