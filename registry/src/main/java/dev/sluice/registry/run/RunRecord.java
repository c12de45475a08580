package dev.sluice.registry.run;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One execution of one deployment for one event, as it is remembered. */
public record RunRecord(
    RunId id, EnvironmentName environment, Subject subject, Result result, List<LogLine> log) {
  public RunRecord {
    log = List.copyOf(log);
  }

  /** What ran. */
  public record Subject(
      TriggerName trigger,
      WorkflowId workflow,
      DeploymentId deployment,
      CommitId commit,
      int release) {}

  /**
   * How it ended.
   *
   * @param status {@code completed}, {@code denied} or {@code failed}
   * @param decision {@code continue} or {@code stop}
   * @param detail effects and error as the JSON object the caller was answered
   */
  public record Result(
      Instant startedAt, Duration duration, String status, String decision, String detail) {}

  /**
   * One line of the run's log.
   *
   * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
   */
  public record LogLine(Instant at, String level, String text) {}
}
