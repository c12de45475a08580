package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Query;
import dev.sluice.registry.Words;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.UserId;
import java.util.List;
import java.util.Optional;

/** Reads which runs a list is to have. */
record RunQuery(Query query) {
  /** The parameters that it reads. */
  static final List<String> PARAMETERS =
      List.of(
          "workflow",
          "trigger",
          "status",
          "decision",
          "deployment",
          "release",
          "preview",
          "user",
          "from",
          "to",
          "level",
          "q");

  /**
   * What they say.
   *
   * @throws dev.sluice.gateway.http.Refusal 400 naming the one that can't be understood
   */
  RunFilter filter() {
    return new RunFilter(
        subject(), ending(), period(), query.valid("user", UserId::new), words(query));
  }

  private RunFilter.Subject subject() {
    return new RunFilter.Subject(
        query.valid("trigger", TriggerName::new),
        query.valid("workflow", WorkflowId::new),
        query.valid("deployment", DeploymentId::new),
        query.value("release", RunQuery::number, "the number of a release"),
        query.value("preview", RunQuery::flag, "true or false"));
  }

  private RunFilter.Ending ending() {
    return new RunFilter.Ending(
        oneOf("status", List.of("completed", "denied", "failed")),
        oneOf("decision", List.of("continue", "stop")),
        level(query));
  }

  private Optional<String> oneOf(String name, List<String> values) {
    return query.value(
        name,
        text -> Optional.of(text).filter(values::contains),
        "one of " + String.join(", ", values));
  }

  private RunFilter.Period period() {
    return new RunFilter.Period(
        query.value("from", Times::parse, Times.FORM), query.value("to", Times::parse, Times.FORM));
  }

  static Optional<LogLevel> level(Query query) {
    return query.value("level", LogLevel::find, "one of debug, info, warn, error");
  }

  static Optional<Words> words(Query query) {
    return query.valid("q", Words::of);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
