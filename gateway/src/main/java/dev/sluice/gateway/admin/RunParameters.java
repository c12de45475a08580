package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.openapi.Parameter;
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
record RunParameters(Query query) {
  private static final List<String> STATUSES = List.of("completed", "denied", "failed");
  private static final List<String> DECISIONS = List.of("continue", "stop");

  static final Parameter LEVEL =
      Parameter.query(
          "level",
          "Only with a line of that level or a higher one",
          Parameter.Form.oneOf(List.of("debug", "info", "warn", "error")));
  static final Parameter WORDS =
      Parameter.query(
          "q", "Only where all these words occur, in any case and order", Parameter.Form.TEXT);

  /** The parameters that it reads. */
  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.query("workflow", "Only of that workflow's id", Parameter.Form.TEXT),
          Parameter.query("trigger", "Only of that trigger", Parameter.Form.TEXT),
          Parameter.query("status", "Only those that ended so", Parameter.Form.oneOf(STATUSES)),
          Parameter.query("decision", "Only those answered so", Parameter.Form.oneOf(DECISIONS)),
          Parameter.query("deployment", "Only of that deployment's id", Parameter.Form.TEXT),
          Parameter.query("release", "Only of that release's number", Parameter.Form.NUMBER),
          Parameter.query(
              "preview", "Only those beside what is live, or only the others", Parameter.Form.FLAG),
          Parameter.query("user", "Only of that user's id", Parameter.Form.TEXT),
          Parameter.query("from", "Only what began then or later", Parameter.Form.MOMENT),
          Parameter.query("to", "Only what began before", Parameter.Form.MOMENT),
          LEVEL,
          WORDS);

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
        query.valid("workflow", WorkflowId::given),
        query.valid("deployment", DeploymentId::new),
        query.value("release", RunParameters::number, "the number of a release"),
        query.value("preview", RunParameters::flag, "true or false"));
  }

  private RunFilter.Ending ending() {
    return new RunFilter.Ending(
        oneOf("status", STATUSES), oneOf("decision", DECISIONS), level(query));
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
