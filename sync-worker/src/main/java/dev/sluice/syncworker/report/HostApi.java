package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.util.Map;
import java.util.Optional;

/** A kind of host's REST API, as far as it is used here. Stateless. */
interface HostApi {
  /** How many comments are asked for at once. */
  int PAGE = 50;

  static HostApi of(ApiPlace place) {
    return switch (place.kind()) {
      case GITHUB -> new GitHubApi();
      case GITLAB -> new GitLabApi();
      case GITEA -> new GiteaApi();
      case BITBUCKET_CLOUD, BITBUCKET_DATA_CENTER ->
          throw new IllegalArgumentException("Bitbucket isn't told anything");
    };
  }

  Map<String, String> headers(Secret token);

  Call status(String repository, CommitStatus status);

  /** Asks whose the token is; an {@code id} says. */
  default Call account() {
    return Call.get("/user");
  }

  /** What a comment calls who wrote it. */
  default String author() {
    return "user";
  }

  /**
   * @param page counted from 1
   */
  Call comments(String repository, long pullRequest, int page);

  Call addComment(String repository, long pullRequest, String text);

  Call changeComment(String repository, long pullRequest, long comment, String text);

  /** What the host can't do, if that is why it refused; no right would change it. */
  default Optional<String> limit(Reply reply) {
    return Optional.empty();
  }

  /** Whether a refused status is one that the commit has already. */
  default boolean isRepeated(Reply reply) {
    return false;
  }
}
