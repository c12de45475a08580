package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.http.Json;
import dev.sluice.registry.run.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A run as administrators see it: as its caller was answered, and its log.
 *
 * @param log left out of lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RunRecordView(
    String id,
    String trigger,
    Workflow workflow,
    Instant startedAt,
    double durationMs,
    String status,
    String decision,
    JsonNode effects,
    Optional<JsonNode> error,
    Optional<List<Line>> log) {

  record Workflow(String id, String deploymentId, String commit, int release) {
    static Workflow of(RunRecord.Subject subject) {
      return new Workflow(
          subject.workflow().value(),
          subject.deployment().value(),
          subject.commit().value(),
          subject.release());
    }
  }

  record Line(Instant at, String level, String text) {
    static Line of(RunRecord.LogLine line) {
      return new Line(line.at(), line.level(), line.text());
    }
  }

  static RunRecordView listed(RunRecord run) {
    return of(run, Optional.empty());
  }

  static RunRecordView whole(RunRecord run) {
    return of(run, Optional.of(run.log().stream().map(Line::of).toList()));
  }

  private static RunRecordView of(RunRecord run, Optional<List<Line>> log) {
    RunRecord.Result result = run.result();
    JsonNode detail = Json.tree(result.detail());
    return new RunRecordView(
        run.id().value(),
        run.subject().trigger().value(),
        Workflow.of(run.subject()),
        result.startedAt(),
        result.duration().toNanos() / 1e6,
        result.status(),
        result.decision(),
        detail.path("effects"),
        detail.optional("error"),
        log);
  }
}
