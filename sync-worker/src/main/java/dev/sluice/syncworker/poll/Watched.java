package dev.sluice.syncworker.poll;

import dev.sluice.registry.deployment.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a branch that is looked at.
 *
 * @param changedAt when it was last seen to have moved
 * @param alertUntil until when it's looked at more often, as a push was missed
 * @param untold a commit that a look found and no push has told of yet
 * @param failures how many looks in a row have failed
 */
record Watched(Instant changedAt, Instant alertUntil, Optional<CommitId> untold, int failures) {

  static Watched since(Instant now) {
    return new Watched(now, Instant.MIN, Optional.empty(), 0);
  }

  Watched changed(Instant at) {
    return new Watched(at, alertUntil, untold, 0);
  }

  /** Which push tells of that commit is to be seen. */
  Watched found(CommitId commit) {
    return new Watched(changedAt, alertUntil, Optional.of(commit), failures);
  }

  /** Pushes are believed in. */
  Watched told() {
    return new Watched(changedAt, alertUntil, Optional.empty(), failures);
  }

  Watched alert(Instant until) {
    return new Watched(changedAt, until, Optional.empty(), failures);
  }

  /** What made looks fail may be over. */
  Watched mended() {
    return new Watched(changedAt, alertUntil, untold, 0);
  }

  Watched failed() {
    return new Watched(changedAt, alertUntil, untold, failures + 1);
  }
}
