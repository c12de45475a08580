package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of one attempt at a sync; by who acts next. */
sealed interface SyncOutcome {
  /** The gateway acts: this is live. */
  record Released(Release release) implements SyncOutcome {}

  /** Whoever makes it live acts. */
  record Built(List<Deployment> deployments) implements SyncOutcome {
    public Built {
      deployments = List.copyOf(deployments);
    }
  }

  /**
   * Nobody acts.
   *
   * @param same the commit brought in that this one is the same as
   */
  record Unchanged(CommitId commit, CommitId same, String why) implements SyncOutcome {}

  /** Nobody acts: a pull request's commit could be brought in. */
  record Checked(CommitId commit, List<Build> builds) implements SyncOutcome {
    public Checked {
      builds = List.copyOf(builds);
    }
  }

  /** The author acts. */
  record Rejected(CommitId commit, List<Problem> problems) implements SyncOutcome {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /** We act, later. */
  record Deferred(String cause) implements SyncOutcome {}

  /**
   * We look again, soon: a push told of more than the host shows yet, or a look at it saw more.
   *
   * @param shown what the branch is at there; empty if there's no such branch
   */
  record Early(Optional<CommitId> shown, Duration pause) implements SyncOutcome {}

  /**
   * The operator acts: trying again won't help.
   *
   * @param code names it for programs; empty if it has no name
   */
  record Failed(String reason, Optional<String> code) implements SyncOutcome {
    /** Of no name. */
    Failed(String reason) {
      this(reason, Optional.empty());
    }
  }
}
