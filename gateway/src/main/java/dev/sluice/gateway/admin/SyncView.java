package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.sync.Finding;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncLogLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A sync as administrators see it.
 *
 * @param served false if it was released and this process can't serve it; else absent
 * @param worker who has it, while it runs
 * @param pullRequest what is checked, if it brings nothing in
 * @param failure why, if it failed
 * @param workflows of a check; left out of lists, as the log is
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SyncView(
    String id,
    @OneOf({
          "queued",
          "running",
          "released",
          "built",
          "unchanged",
          "checked",
          "rejected",
          "failed",
          "superseded"
        })
        String status,
    Optional<Boolean> served,
    Optional<String> commit,
    String cause,
    Optional<PullRequestView> pullRequest,
    Instant queuedAt,
    int attempts,
    Optional<WorkerView> worker,
    List<ProblemView> problems,
    Optional<String> failure,
    Optional<List<FindingView>> workflows,
    Optional<List<LineView>> log) {

  /**
   * The sync worker that has it.
   *
   * @param host the name of its machine
   * @param until when another takes the sync over, unless this one says before then that it lives
   */
  record WorkerView(String id, String host, Instant until) {
    static WorkerView of(Sync.Hold hold) {
      return new WorkerView(hold.worker().id().value(), hold.worker().host(), hold.until());
    }
  }

  /** What a check is of. */
  record PullRequestView(long number, String branch, boolean fork) {
    static PullRequestView of(PullRequest request) {
      return new PullRequestView(request.number(), request.branch(), request.fork());
    }
  }

  /** A workflow that was checked, beside what was live then. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record FindingView(
      String id,
      String trigger,
      String file,
      @OneOf({"added", "changed", "same", "removed"}) String difference,
      Optional<Long> bytes,
      Optional<Long> liveBytes,
      Optional<String> deploymentId) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.workflow().id().value(),
          finding.workflow().trigger().value(),
          finding.workflow().file(),
          finding.difference().name().toLowerCase(Locale.ROOT),
          finding.sizes().checked(),
          finding.sizes().live(),
          finding.preview().map(DeploymentId::value));
    }
  }

  /**
   * What the author must mend, or the failure, if it has a code. The place is absent if it's in no
   * one file.
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record ProblemView(
      String code,
      String message,
      Optional<String> file,
      Optional<Integer> line,
      Optional<Integer> column,
      Optional<String> frame) {

    static ProblemView of(Problem problem) {
      return new ProblemView(
          problem.code(),
          problem.message(),
          problem.place().map(Problem.Place::file),
          problem.place().map(Problem.Place::line),
          problem.place().map(Problem.Place::column),
          problem.place().map(Problem.Place::frame).filter(frame -> !frame.isEmpty()));
    }
  }

  record LineView(
      Instant at, @OneOf({"debug", "info", "warn", "error"}) String level, String text) {
    static LineView of(SyncLogLine line) {
      return new LineView(line.at(), line.level().name().toLowerCase(Locale.ROOT), line.text());
    }
  }

  static SyncView of(Sync sync) {
    return of(sync, Optional.empty(), Optional.empty());
  }

  static SyncView of(Sync sync, List<Finding> findings, List<SyncLogLine> log) {
    return of(
        sync,
        Optional.of(findings.stream().map(FindingView::of).toList()).filter(it -> !it.isEmpty()),
        Optional.of(log.stream().map(LineView::of).toList()));
  }

  private static SyncView of(
      Sync sync, Optional<List<FindingView>> workflows, Optional<List<LineView>> log) {
    return new SyncView(
        sync.id().value(),
        sync.status().name().toLowerCase(Locale.ROOT),
        Optional.empty(),
        sync.progress().commit().map(CommitId::value),
        sync.cause(),
        sync.pullRequest().map(PullRequestView::of),
        sync.queuedAt(),
        sync.progress().attempts(),
        sync.progress().hold().map(WorkerView::of),
        sync.progress().problems().stream().map(ProblemView::of).toList(),
        sync.progress().failure(),
        workflows,
        log);
  }

  /** The same, telling whether it is served. */
  SyncView served(boolean is) {
    Optional<Boolean> shown = is ? Optional.empty() : Optional.of(false);
    return new SyncView(
        id,
        status,
        shown,
        commit,
        cause,
        pullRequest,
        queuedAt,
        attempts,
        worker,
        problems,
        failure,
        workflows,
        log);
  }
}
