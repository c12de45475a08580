package dev.sluice.registry.run;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One execution of one deployment for one event, as it is remembered. */
public record RunRecord(
    RunId id, EnvironmentName environment, Subject subject, Result result, Trace trace) {

  /**
   * What ran.
   *
   * @param preview whether it was tried beside what is live
   */
  public record Subject(
      TriggerName trigger,
      WorkflowId workflow,
      DeploymentId deployment,
      CommitId commit,
      int release,
      boolean preview) {}

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
   * What it left to be read.
   *
   * @param event what it ran for, as JSON without secrets, where the environment keeps events
   */
  public record Trace(List<LogLine> log, Optional<String> event) {
    /** Of a run that left nothing, or in a list. */
    public static final Trace NONE = new Trace(List.of(), Optional.empty());

    public Trace {
      log = List.copyOf(log);
    }
  }

  /**
   * One line of the run's log.
   *
   * @param level {@link LogLevel#key}
   */
  public record LogLine(Instant at, String level, String text) {}
}
