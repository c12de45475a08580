package dev.sluice.webhook;

import java.util.List;
import java.util.Optional;

/**
 * The kinds of Git hosts. One that imitates others' headers is asked before those it imitates:
 * Gitea and its kin send GitHub's, GitLab those of Standard Webhooks. The first that says the
 * request is its own is the only one whose proof counts.
 */
final class GitHosts {
  private static final List<GitHost> IN_ORDER =
      List.of(
          new GitLab(),
          new Gitea(),
          new BitbucketCloud(),
          new BitbucketDataCenter(),
          new GitHub(),
          new StandardWebhooks());

  private GitHosts() {}

  /** The one that sent a request with these headers, as far as they tell. */
  static Optional<GitHost> of(Headers headers) {
    return IN_ORDER.stream().filter(host -> host.sends(headers)).findFirst();
  }
}
