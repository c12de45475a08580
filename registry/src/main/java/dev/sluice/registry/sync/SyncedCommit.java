package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.CommitId;

/**
 * A commit that was brought in.
 *
 * @param inputs everything of the repository that its build looked at and what was there, in the
 *     worker's own notation: a commit in which all of it is the same builds the same
 */
public record SyncedCommit(CommitId commit, String inputs) {}
