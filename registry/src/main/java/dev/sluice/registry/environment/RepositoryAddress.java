package dev.sluice.registry.environment;

import java.util.regex.Pattern;

/**
 * Where an environment's workflows come from.
 *
 * @param url what Git can fetch from, e.g. {@code https://example.com/team/auth.git}
 * @param branch a branch's short name, e.g. {@code main}
 * @param access what the Git host is shown to be let in
 * @param pollSeconds how often the branch is looked at though no push told of it; 0 for never
 * @param statuses where that host is told what became of commits
 */
public record RepositoryAddress(
    String url, String branch, RepositoryAccess access, int pollSeconds, StatusApi statuses) {
  public static final int USUAL_POLL_SECONDS = 300;
  private static final int LEAST_POLL_SECONDS = 10;
  private static final int MOST_POLL_SECONDS = 86_400;
  private static final Pattern BRANCH =
      Pattern.compile(
          "(?!refs/)(?!.*(\\.\\.|//|@\\{))[^\\p{Cntrl} ~^:?*\\[\\\\/.-][^\\p{Cntrl}"
              + " ~^:?*\\[\\\\]{0,199}");

  public RepositoryAddress {
    if (url.isBlank() || url.length() > 2000) {
      throw new IllegalArgumentException("repository.url must have 1 to 2,000 characters");
    }
    if (!isBranch(branch)) {
      throw new IllegalArgumentException(
          "repository.branch must be a branch's short name, such as main");
    }
    if (pollSeconds != 0 && (pollSeconds < LEAST_POLL_SECONDS || pollSeconds > MOST_POLL_SECONDS)) {
      throw new IllegalArgumentException(
          "repository.pollSeconds must be from 10 to 86,400, or 0 to wait for pushes only");
    }
  }

  /** With a host that is told what became of commits, if it can be. */
  public RepositoryAddress(String url, String branch, RepositoryAccess access, int pollSeconds) {
    this(url, branch, access, pollSeconds, StatusApi.USUAL);
  }

  /** Looked at as often as usual. */
  public RepositoryAddress(String url, String branch, RepositoryAccess access, StatusApi statuses) {
    this(url, branch, access, USUAL_POLL_SECONDS, statuses);
  }

  /** Looked at as often as usual, with a host that is told what became of commits. */
  public RepositoryAddress(String url, String branch, RepositoryAccess access) {
    this(url, branch, access, USUAL_POLL_SECONDS);
  }

  /** With nothing that is shown to the host, but for a secret that may have been set. */
  public RepositoryAddress(String url, String branch) {
    this(url, branch, RepositoryAccess.USUAL);
  }

  /** Whether a branch may have that short name. */
  static boolean isBranch(String name) {
    return BRANCH.matcher(name).matches();
  }

  /** The branch's full name, e.g. {@code refs/heads/main}. */
  public String ref() {
    return "refs/heads/" + branch;
  }
}
