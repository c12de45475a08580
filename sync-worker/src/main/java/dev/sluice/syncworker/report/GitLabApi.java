package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** GitLab's REST API, "Commits" and "Notes". */
final class GitLabApi implements HostApi {
  private static final int LONGEST = 255;

  @Override
  public Map<String, String> headers(Secret token) {
    return Map.of("PRIVATE-TOKEN", token.reveal(), "Accept", "application/json");
  }

  @Override
  public Call status(String repository, CommitStatus status) {
    Map<String, String> body = new HashMap<>();
    body.put("state", state(status.state()));
    body.put("name", status.context());
    body.put("description", PlainText.cut(status.description(), LONGEST));
    // Without it, GitLab looks for any branch that has the commit.
    status.branch().ifPresent(it -> body.put("ref", it));
    return Call.with(
        "POST", "/projects/%s/statuses/%s".formatted(Paths.one(repository), status.commit()), body);
  }

  private static String state(CommitStatus.State state) {
    return switch (state) {
      case PENDING -> "pending";
      case SUCCESS -> "success";
      case FAILURE -> "failed";
      case ERROR -> "canceled";
    };
  }

  @Override
  public String author() {
    return "author";
  }

  @Override
  public Call comments(String repository, long pullRequest, int page) {
    String paging = "?sort=asc&per_page=" + PAGE + "&page=" + page;
    return Call.get(of(repository, pullRequest) + paging);
  }

  @Override
  public Call addComment(String repository, long pullRequest, String text) {
    return Call.with("POST", of(repository, pullRequest), Map.of("body", text));
  }

  @Override
  public Call changeComment(String repository, long pullRequest, long comment, String text) {
    return Call.with("PUT", of(repository, pullRequest) + "/" + comment, Map.of("body", text));
  }

  private static String of(String repository, long pullRequest) {
    return "/projects/%s/merge_requests/%d/notes".formatted(Paths.one(repository), pullRequest);
  }

  /** "404 References for commit Not Found". */
  @Override
  public Optional<String> limit(Reply reply) {
    return reply.status() == 404 && reply.json().toString().contains("References for commit")
        ? Optional.of(
            "GitLab takes no status of a commit that none of the project's own branches has, as"
                + " with a fork's: the merge request's comment tells of it")
        : Optional.empty();
  }

  /** "Cannot transition status via :enqueue from :pending". */
  @Override
  public boolean isRepeated(Reply reply) {
    return reply.status() == 400 && reply.json().toString().contains("Cannot transition status");
  }
}
