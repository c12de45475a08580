package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.registry.Words;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.UserId;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to ask for runs.
 *
 * @param parameters as the API takes them
 */
record RunAsk(Map<String, String> parameters) {

  /** Each filter by itself, with values that are common and rare, and some of them together. */
  static List<RunAsk> all(ManyRuns runs, int count) {
    List<RunAsk> asks = new ArrayList<>();
    asks.add(of());
    asks.add(of("workflow", "workflow-0"));
    asks.add(of("workflow", "workflow-19"));
    asks.add(of("trigger", "trigger:1"));
    asks.add(of("status", "completed"));
    asks.add(of("status", "failed"));
    asks.add(of("decision", "stop"));
    asks.add(of("deployment", "dep_1_0"));
    asks.add(of("release", "100"));
    asks.add(of("preview", "true"));
    asks.add(of("preview", "false"));
    asks.add(of("user", "kp_77"));
    asks.add(of("from", runs.at(count / 2).toString()));
    asks.add(of("to", runs.at(count / 2).toString()));
    asks.add(of("level", "debug"));
    asks.add(of("level", "error"));
    asks.add(of("q", "timeout"));
    asks.add(of("q", "TypeError thrown"));
    asks.add(of("q", ManyRuns.RARE_WORD));
    asks.add(of("q", "nowhere"));
    asks.add(of("user", "kp_77", "status", "failed"));
    asks.add(of("workflow", "workflow-18", "status", "failed"));
    asks.add(of("workflow", "workflow-0", "trigger", "trigger:1"));
    asks.add(of("status", "failed", "decision", "continue"));
    asks.add(of("status", "completed", "decision", "stop"));
    asks.add(of("q", "timeout", "status", "completed", "decision", "stop"));
    asks.add(of("release", "1", "level", "error", "q", "expired"));
    return asks;
  }

  private static RunAsk of(String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new RunAsk(parameters);
  }

  String name() {
    return parameters.isEmpty() ? "any" : String.join(" ", query().substring(1).split("&"));
  }

  /** As it follows other parameters in an address. */
  String query() {
    StringBuilder query = new StringBuilder();
    parameters.forEach((name, value) ->
        query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
    return query.toString();
  }

  RunFilter filter() {
    return new RunFilter(
        new RunFilter.Subject(
            value("trigger").map(TriggerName::new),
            value("workflow").map(WorkflowId::new),
            value("deployment").map(DeploymentId::new),
            value("release").map(Integer::valueOf),
            value("preview").map(Boolean::valueOf)),
        new RunFilter.Ending(
            value("status"), value("decision"), value("level").flatMap(LogLevel::find)),
        new RunFilter.Period(value("from").map(Instant::parse), value("to").map(Instant::parse)),
        value("user").map(UserId::new),
        value("q").map(Words::of));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
