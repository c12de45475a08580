package dev.sluice.registry.environment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sort of Git host a repository lies at, as far as that matters. */
public enum GitHostKind {
  GITHUB,
  GITLAB,
  /** And Forgejo, and Gogs. */
  GITEA,
  BITBUCKET_CLOUD,
  BITBUCKET_DATA_CENTER;

  /** Its name in the API and in a store. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name. */
  public static Optional<GitHostKind> of(String key) {
    return Arrays.stream(values()).filter(it -> it.toString().equals(key)).findFirst();
  }

  /**
   * Where such a host keeps the head of a pull request; empty if it doesn't show it.
   *
   * @param branch where it comes from
   * @param fork whether that is another repository's
   */
  public Optional<String> headRef(long number, String branch, boolean fork) {
    return switch (this) {
      case GITHUB, GITEA -> Optional.of("refs/pull/" + number + "/head");
      case GITLAB -> Optional.of("refs/merge-requests/" + number + "/head");
      case BITBUCKET_DATA_CENTER -> Optional.of("refs/pull-requests/" + number + "/from");
      case BITBUCKET_CLOUD ->
          fork || !RepositoryAddress.isBranch(branch)
              ? Optional.empty()
              : Optional.of("refs/heads/" + branch);
    };
  }
}
