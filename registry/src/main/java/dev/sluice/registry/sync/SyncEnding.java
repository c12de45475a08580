package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import java.util.List;
import java.util.Optional;

/** How a sync ends without deploying anything; by who acts next. */
public sealed interface SyncEnding {
  /**
   * Nobody acts: all this commit holds is there already.
   *
   * @param same a commit that was brought in and that this one builds the same as, or is
   */
  record Unchanged(CommitId commit, CommitId same) implements SyncEnding {}

  /**
   * Nobody acts: a pull request's commit could be brought in.
   *
   * @param builds what it was built into; kept as previews, but for a fork's
   */
  record Checked(CommitId commit, List<Build> builds) implements SyncEnding {
    public Checked {
      builds = List.copyOf(builds);
    }
  }

  /** The author acts. */
  record Rejected(CommitId commit, List<Problem> problems) implements SyncEnding {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The operator acts; {@code reason} says what was tried.
   *
   * @param code names it for programs, as a problem's does; empty if it has no name
   */
  record Failed(String reason, Optional<String> code) implements SyncEnding {
    /** Of no name. */
    public Failed(String reason) {
      this(reason, Optional.empty());
    }
  }
}
