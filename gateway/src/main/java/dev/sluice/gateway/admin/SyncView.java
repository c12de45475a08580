package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Problem;
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
 * @param failure why, if it failed
 * @param log left out of lists
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
          "rejected",
          "failed",
          "superseded"
        })
        String status,
    Optional<Boolean> served,
    Optional<String> commit,
    String cause,
    Instant queuedAt,
    int attempts,
    List<ProblemView> problems,
    Optional<String> failure,
    Optional<List<LineView>> log) {

  /** What the author must mend; the place is absent if it's in no one file. */
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
    return of(sync, Optional.empty());
  }

  static SyncView of(Sync sync, List<SyncLogLine> log) {
    return of(sync, Optional.of(log.stream().map(LineView::of).toList()));
  }

  private static SyncView of(Sync sync, Optional<List<LineView>> log) {
    return new SyncView(
        sync.id().value(),
        sync.status().name().toLowerCase(Locale.ROOT),
        Optional.empty(),
        sync.progress().commit().map(CommitId::value),
        sync.cause(),
        sync.queuedAt(),
        sync.progress().attempts(),
        sync.progress().problems().stream().map(ProblemView::of).toList(),
        sync.progress().failure(),
        log);
  }

  /** The same, telling whether it is served. */
  SyncView served(boolean is) {
    Optional<Boolean> shown = is ? Optional.empty() : Optional.of(false);
    return new SyncView(
        id, status, shown, commit, cause, queuedAt, attempts, problems, failure, log);
  }
}
