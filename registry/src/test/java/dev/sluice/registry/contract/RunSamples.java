package dev.sluice.registry.contract;

import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs for tests to remember. */
public final class RunSamples {
  static final RunRecord.Subject ADD_CLAIMS =
      new RunRecord.Subject(
          new TriggerName("user:tokens_generation"),
          new WorkflowId("addClaims"),
          new DeploymentId("dep_1"),
          Samples.commit(1),
          7,
          false);

  private RunSamples() {}

  /** A denied run with a log and an event. */
  public static RunRecord of(RunId id, EnvironmentName environment, Instant startedAt) {
    RunRecord.Result result =
        new RunRecord.Result(
            startedAt, Duration.ofNanos(812_345), "denied", "stop", "{\"a\":\"☂\"}");
    RunRecord.LogLine line = new RunRecord.LogLine(startedAt, "warn", "a \"claim\"\nis kept: ☂");
    return new RunRecord(
        id,
        environment,
        ADD_CLAIMS,
        result,
        new RunRecord.Trace(List.of(line, line), Optional.of("{\"context\":{}}")));
  }

  /** The run as a list shows it. */
  static RunRecord listed(RunRecord run) {
    return new RunRecord(
        run.id(), run.environment(), run.subject(), run.result(), RunRecord.Trace.NONE);
  }
}
