package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.Holds;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.gateway.record.RunDetail;
import dev.sluice.gateway.trigger.RunEffects;
import dev.sluice.gateway.trigger.RunError;
import dev.sluice.registry.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.util.RawValue;

/**
 * A run as administrators see it: as its caller was answered, and its log.
 *
 * @param effects absent if what was written can't be read
 * @param traceId of the W3C trace that the call was part of; absent if it was part of none
 * @param event absent unless the environment keeps events; left out of lists
 * @param log left out of lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RunRecordView(
    String id,
    String trigger,
    Workflow workflow,
    boolean preview,
    Instant startedAt,
    double durationMs,
    @OneOf({"completed", "denied", "failed"}) String status,
    @OneOf({"continue", "stop"}) String decision,
    @Holds(RunEffects.class) Optional<RawValue> effects,
    @Holds(RunError.class) Optional<RawValue> error,
    Optional<String> traceId,
    @Holds(Object.class) Optional<RawValue> event,
    Optional<List<Line>> log) {

  /**
   * What ran.
   *
   * @param release absent for a preview
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Workflow(String id, String deploymentId, String commit, Optional<Integer> release) {
    static Workflow of(RunRecord.Subject subject) {
      return new Workflow(
          subject.workflow().value(),
          subject.deployment().value(),
          subject.commit().value(),
          Optional.of(subject.release()).filter(number -> !subject.preview()));
    }
  }

  record Line(Instant at, @OneOf({"debug", "info", "warn", "error"}) String level, String text) {
    static Line of(RunRecord.LogLine line) {
      return new Line(line.at(), line.level(), line.text());
    }
  }

  static RunRecordView listed(RunRecord run) {
    return of(run, Optional.empty());
  }

  static RunRecordView whole(RunRecord run) {
    return of(run, Optional.of(run.trace().log().stream().map(Line::of).toList()));
  }

  private static RunRecordView of(RunRecord run, Optional<List<Line>> log) {
    RunRecord.Result result = run.result();
    Optional<RunDetail> detail = RunDetail.parse(result.detail());
    return new RunRecordView(
        run.id().value(),
        run.subject().trigger().value(),
        Workflow.of(run.subject()),
        run.subject().preview(),
        result.startedAt(),
        result.duration().toNanos() / 1e6,
        result.status(),
        result.decision(),
        detail.map(RunDetail::effects).map(RawValue::new),
        detail.flatMap(RunDetail::error).map(RawValue::new),
        detail.flatMap(RunDetail::traceId),
        run.trace().event().map(RawValue::new),
        log);
  }
}
