package dev.sluice.syncworker.report;

import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.syncworker.report.CommitStatus.State;
import java.util.List;
import java.util.Optional;

/** What stands beside a commit. */
final class StatusText {
  private static final int LONGEST = 250;

  private StatusText() {}

  /**
   * What it says.
   *
   * @param branch the one that the environment follows
   */
  static CommitStatus of(Notice notice, String branch) {
    String context = "sluice/" + notice.sync().environment();
    return new CommitStatus(
        notice.commit(),
        branch(notice, branch),
        state(notice),
        notice.sync().pullRequest().isPresent() ? context + "/pull-request" : context,
        PlainText.of(words(notice), LONGEST));
  }

  private static Optional<String> branch(Notice notice, String followed) {
    Optional<PullRequest> request = notice.sync().pullRequest();
    return request.isEmpty()
        ? Optional.of(followed)
        : request.filter(it -> !it.fork()).map(PullRequest::branch).filter(it -> !it.isEmpty());
  }

  private static boolean isDropped(Notice notice) {
    return notice.kind() == Notice.Kind.OVERTAKEN || notice.kind() == Notice.Kind.CLOSED;
  }

  private static State state(Notice notice) {
    if (isDropped(notice)) {
      return State.ERROR;
    }
    return switch (notice.sync().status()) {
      case QUEUED, RUNNING -> State.PENDING;
      case RELEASED, BUILT, UNCHANGED, CHECKED -> State.SUCCESS;
      case REJECTED -> State.FAILURE;
      case FAILED, SUPERSEDED -> State.ERROR;
    };
  }

  private static String words(Notice notice) {
    Sync sync = notice.sync();
    if (isDropped(notice)) {
      return notice.kind() == Notice.Kind.CLOSED
          ? "The pull request was closed before it was checked"
          : "A newer commit took its place";
    }
    return switch (sync.status()) {
      case QUEUED, RUNNING -> "Being built for " + sync.environment();
      case RELEASED ->
          notice
              .release()
              .map(it -> "Live in %s as release %d".formatted(sync.environment(), it))
              .orElse("Live in " + sync.environment());
      case BUILT -> "Built; waits to be made live in " + sync.environment();
      case UNCHANGED -> "Nothing to do: %s has all of it".formatted(sync.environment());
      case CHECKED -> "Checked: it can be brought into " + sync.environment();
      case REJECTED -> first(sync.progress().problems());
      // Why is for who runs Sluice: it may name places that are nobody else's business.
      case FAILED -> "Sluice couldn't finish; its sync %s says why".formatted(sync.id());
      case SUPERSEDED -> "A newer commit took its place";
    };
  }

  private static String first(List<Problem> problems) {
    if (problems.isEmpty()) {
      return "It can't be brought in";
    }
    Problem first = problems.getFirst();
    String at = first.place().map(it -> it.file() + ":" + it.line() + ": ").orElse("");
    String more = problems.size() == 1 ? "" : "(1 of %d) ".formatted(problems.size());
    return more + at + first.message();
  }
}
