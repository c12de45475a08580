package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Progress;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Runs as a busy environment has them after a few days: twenty workflows of which some run often
 * and some hardly ever, two hundred releases, a hundred thousand users, one log in ten.
 */
final class ManyRuns {
  static final int RELEASES = 200;
  static final int WORKFLOWS = 20;
  static final int USERS = 100_000;

  /** In the log of very few. */
  static final String RARE_WORD = "needle";

  private static final int BATCH = 500;
  private static final int SAY_EVERY = 100_000;
  private static final int ONE_IN_WITH_RARE_WORD = 100_000;
  private static final Duration SPAN = Duration.ofDays(5);
  private static final String EFFECTS =
      "{\"effects\":{\"accessToken\":{\"claims\":{\"companyName\":\"Acme Inc.\","
          + "\"userId\":\"kp_1\",\"organization\":\"org_1\",\"seats\":25,"
          + "\"roles\":[\"owner\",\"billing\"]}}}}";
  private static final List<String> WORDS =
      List.of(
          "connection",
          "refused",
          "timeout",
          "upstream",
          "user",
          "denied",
          "because",
          "plan",
          "expired",
          "token",
          "invalid",
          "claim",
          "array",
          "missing",
          "value",
          "fetched",
          "200",
          "api",
          "example",
          "com",
          "thrown",
          "line",
          "workflow",
          "TypeError");

  private final EnvironmentName environment;
  private final int count;
  private final Instant end;
  private final Random random = new Random(1);

  ManyRuns(EnvironmentName environment, int count, Instant end) {
    this.environment = environment;
    this.count = count;
    this.end = end;
  }

  /** Writes them down, the oldest first. */
  void write(Runs runs, Progress progress) {
    List<NewRun> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(run(i));
      if (batch.size() == BATCH || i == count - 1) {
        runs.append(batch);
        batch.clear();
      }
      if ((i + 1) % SAY_EVERY == 0) {
        progress.say((i + 1) + " runs are written");
      }
    }
  }

  Instant at(int number) {
    return end.minus(SPAN).plus(SPAN.multipliedBy(number).dividedBy(count));
  }

  private NewRun run(int number) {
    Instant at = at(number);
    int workflow = (int) Math.min(WORKFLOWS - 1, Math.abs(random.nextGaussian()) * WORKFLOWS / 3);
    int release = 1 + (int) ((long) number * RELEASES / count);
    RunRecord.Subject subject =
        new RunRecord.Subject(
            new TriggerName("trigger:" + workflow % 10),
            new WorkflowId("workflow-" + workflow),
            new DeploymentId("dep_" + release + "_" + workflow),
            new CommitId("%040x".formatted(release)),
            release,
            random.nextInt(100) == 0);
    RunRecord record =
        new RunRecord(
            RunId.next(Clock.fixed(at, ZoneOffset.UTC)),
            environment,
            subject,
            result(at),
            new RunRecord.Trace(log(number, at), Optional.empty()));
    return new NewRun(record, Optional.of(new UserId("kp_" + random.nextInt(USERS))), "");
  }

  private RunRecord.Result result(Instant at) {
    String status =
        switch (random.nextInt(10)) {
          case 0 -> "denied";
          case 1 -> "failed";
          default -> "completed";
        };
    String decision = status.equals("completed") ? "continue" : "stop";
    return new RunRecord.Result(at, Duration.ofNanos(800_000), status, decision, EFFECTS);
  }

  private List<RunRecord.LogLine> log(int number, Instant at) {
    if (random.nextInt(10) > 0 && number % ONE_IN_WITH_RARE_WORD != 0) {
      return List.of();
    }
    String level = List.of("debug", "info", "warn", "error").get(random.nextInt(4));
    String text =
        random.ints(20, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    String rare = number % ONE_IN_WITH_RARE_WORD == 0 ? " " + RARE_WORD : "";
    return List.of(new RunRecord.LogLine(at, level, text + rare));
  }
}
