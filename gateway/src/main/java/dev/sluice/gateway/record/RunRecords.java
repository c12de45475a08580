package dev.sluice.gateway.record;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns ended runs into what is written of them. */
final class RunRecords {
  private RunRecords() {}

  /**
   * What is written of the run.
   *
   * @throws IllegalStateException if its effects aren't JSON
   */
  static NewRun of(Ended run) {
    RunRecord record =
        new RunRecord(
            run.id(),
            run.occasion().environment(),
            subject(run),
            result(run),
            trace(run.outcome().trace()));
    return new NewRun(
        record, run.occasion().user(), run.outcome().error().map(RunRecords::text).orElse(""));
  }

  private static RunRecord.Subject subject(Ended run) {
    Deployment deployment = run.workflow().deployment();
    return new RunRecord.Subject(
        deployment.workflow().trigger(),
        deployment.workflow().id(),
        deployment.id(),
        deployment.commit(),
        run.workflow().release(),
        run.workflow().isPreview());
  }

  private static RunRecord.Result result(Ended run) {
    Outcome outcome = run.outcome();
    return new RunRecord.Result(
        outcome.trace().startedAt(),
        outcome.trace().duration(),
        lowerCase(outcome.status()),
        lowerCase(outcome.decision()),
        detail(outcome, run.occasion().trace()));
  }

  /** Effects and error, secrets redacted in both. */
  private static String detail(Outcome outcome, Optional<String> trace) {
    return RunDetail.of(outcome.trace().effects(), outcome.error().map(RunRecords::error), trace)
        .stored();
  }

  private static Map<String, Object> error(Outcome.RunError error) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", error.code());
    members.put("message", error.message());
    error.at().ifPresent(at -> members.put("at", at.toString()));
    return members;
  }

  private static String text(Outcome.RunError error) {
    return error.code() + ' ' + error.message() + error.at().map(at -> " " + at).orElse("");
  }

  private static RunRecord.Trace trace(Outcome.Trace trace) {
    return new RunRecord.Trace(trace.log().stream().map(RunRecords::line).toList(), trace.event());
  }

  private static RunRecord.LogLine line(LogLine line) {
    return new RunRecord.LogLine(line.at(), lowerCase(line.level()), line.text());
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
