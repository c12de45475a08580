package dev.sluice.syncworker.bundle;

import dev.sluice.registry.deployment.CommitId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the bundler's process has ended over each of the last commits for which it did. Not
 * kept across restarts. Thread-safe.
 */
final class Deaths {
  /** Once may be an accident, and twice a machine with too much to do. */
  static final int MOST = 3;

  private static final int COMMITS = 1_000;

  private final Map<CommitId, Integer> counts = new LinkedHashMap<>();

  /**
   * One more; whether the commit isn't worth another try. Whoever tries it nevertheless has as many
   * again.
   */
  synchronized boolean areEnough(CommitId commit) {
    int count = counts.merge(commit, 1, Integer::sum);
    if (count >= MOST) {
      counts.remove(commit);
    } else if (counts.size() > COMMITS) {
      counts.remove(counts.keySet().iterator().next());
    }
    return count >= MOST;
  }
}
