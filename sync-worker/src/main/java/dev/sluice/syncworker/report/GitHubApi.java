package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.util.Locale;
import java.util.Map;

/** GitHub's REST API, "Commit statuses" and "Issue comments"; GitHub Enterprise's alike. */
final class GitHubApi implements HostApi {
  private static final int LONGEST = 140;

  @Override
  public Map<String, String> headers(Secret token) {
    return Map.of(
        "Authorization", "Bearer " + token.reveal(),
        "Accept", "application/vnd.github+json",
        "X-GitHub-Api-Version", "2022-11-28");
  }

  @Override
  public Call status(String repository, CommitStatus status) {
    return Call.with(
        "POST",
        "/repos/%s/statuses/%s".formatted(Paths.each(repository), status.commit()),
        Map.of(
            "state", status.state().name().toLowerCase(Locale.ROOT),
            "context", status.context(),
            "description", PlainText.cut(status.description(), LONGEST)));
  }

  @Override
  public Call comments(String repository, long pullRequest, int page) {
    return Call.get(of(repository, pullRequest) + "?per_page=" + PAGE + "&page=" + page);
  }

  @Override
  public Call addComment(String repository, long pullRequest, String text) {
    return Call.with("POST", of(repository, pullRequest), Map.of("body", text));
  }

  @Override
  public Call changeComment(String repository, long pullRequest, long comment, String text) {
    String path = "/repos/%s/issues/comments/%d".formatted(Paths.each(repository), comment);
    return Call.with("PATCH", path, Map.of("body", text));
  }

  private static String of(String repository, long pullRequest) {
    return "/repos/%s/issues/%d/comments".formatted(Paths.each(repository), pullRequest);
  }
}
