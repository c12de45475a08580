package dev.sluice.syncworker.report;

import dev.sluice.registry.deployment.CommitId;

/**
 * A mark beside a commit.
 *
 * @param context what tells it from others', e.g. {@code sluice/production}
 * @param description a short line
 */
record CommitStatus(CommitId commit, State state, String context, String description) {
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
