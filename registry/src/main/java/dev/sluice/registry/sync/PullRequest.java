package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.CommitId;
import java.util.Locale;

/**
 * A request to merge a branch into the one that an environment follows. GitLab calls it a merge
 * request.
 *
 * @param number its number within the repository
 * @param ref where the host keeps the commit that is asked to be merged, e.g. {@code
 *     refs/pull/7/head}
 * @param head that commit, as the host wrote it; a hint
 * @param branch where it comes from, e.g. {@code feature}
 * @param fork whether that branch is another repository's
 */
public record PullRequest(long number, String ref, String head, String branch, boolean fork) {
  public PullRequest {
    if (number < 0) {
      throw new IllegalArgumentException("a pull request's number isn't negative");
    }
  }

  /** Whether that is the commit the host told of. */
  public boolean isAt(CommitId commit) {
    return !head.isEmpty() && commit.value().startsWith(head.toLowerCase(Locale.ROOT));
  }
}
