package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.CommitId;
import java.util.List;

/** How a sync ends without deploying anything; by who acts next. */
public sealed interface SyncEnding {
  /** Nobody acts: all this commit holds is there already. */
  record Unchanged(CommitId commit) implements SyncEnding {}

  /** The author acts. */
  record Rejected(CommitId commit, List<Problem> problems) implements SyncEnding {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /** The operator acts; {@code reason} says what was tried. */
  record Failed(String reason) implements SyncEnding {}
}
