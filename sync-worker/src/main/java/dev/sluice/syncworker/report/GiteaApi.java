package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.util.Map;

/** The API of Gitea and Forgejo, which took after GitHub's; its comments come all at once. */
final class GiteaApi implements HostApi {
  private final GitHubApi alike = new GitHubApi();

  @Override
  public Map<String, String> headers(Secret token) {
    return Map.of("Authorization", "token " + token.reveal(), "Accept", "application/json");
  }

  @Override
  public Call status(String repository, CommitStatus status) {
    return alike.status(repository, status);
  }

  @Override
  public Call comments(String repository, long pullRequest, int page) {
    String path = "/repos/%s/issues/%d/comments".formatted(Paths.each(repository), pullRequest);
    return Call.get(path + "?limit=" + PAGE + "&page=" + page);
  }

  @Override
  public Call addComment(String repository, long pullRequest, String text) {
    return alike.addComment(repository, pullRequest, text);
  }

  @Override
  public Call changeComment(String repository, long pullRequest, long comment, String text) {
    return alike.changeComment(repository, pullRequest, comment, text);
  }
}
