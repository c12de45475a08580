package dev.sluice.syncworker.report;

import dev.sluice.registry.deployment.CommitId;
import java.util.Optional;

/**
 * A mark beside a commit.
 *
 * @param branch of the repository's own that has the commit, as far as is known; a fork's isn't
 * @param context what tells it from others', e.g. {@code sluice/production}
 * @param description a short line
 */
record CommitStatus(
    CommitId commit, Optional<String> branch, State state, String context, String description) {
  /** How the commit fares. */
  enum State {
    PENDING,
    SUCCESS,
    /** Its author must act. */
    FAILURE,
    /** It couldn't be told whether it is good. */
    ERROR
  }
}
