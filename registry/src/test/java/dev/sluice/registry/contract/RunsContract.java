package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store's runs must do. */
public abstract class RunsContract extends RegistryContract {
  private static final Duration MILLI = Duration.ofMillis(1);

  @Test
  void append_run_isFoundAsItWas() {
    RunRecord run = run(PRODUCTION);

    registry.runs().append(List.of(run));

    assertThat(registry.runs().find(PRODUCTION, run.id())).contains(run);
    assertThat(registry.runs().find(STAGING, run.id())).isEmpty();
    assertThat(registry.runs().find(PRODUCTION, new RunId("run_unknown"))).isEmpty();
  }

  @Test
  void append_sameBatchAgain_isKeptOnce() {
    List<RunRecord> batch = runs(PRODUCTION, 3);
    registry.runs().append(batch);

    registry.runs().append(batch);
    registry.runs().append(List.of());

    assertThat(list(PRODUCTION)).isEqualTo(batch.reversed());
  }

  @Test
  void append_environmentUnknown_isRemembered() {
    RunRecord run = run(NOWHERE);

    registry.runs().append(List.of(run));

    assertThat(list(NOWHERE)).containsExactly(run);
  }

  @Test
  void list_appendedOutOfOrder_isNewestFirst() {
    List<RunRecord> runs = runs(PRODUCTION, 9);
    registry.runs().append(runs.subList(4, 9));
    registry.runs().append(runs.subList(0, 4));
    registry.runs().append(runs(STAGING, 2));

    assertThat(list(PRODUCTION)).isEqualTo(runs.reversed());
  }

  @Test
  void prune_byAge_forgetsThoseThatBeganBefore() {
    List<RunRecord> runs = runs(PRODUCTION, 5);
    registry.runs().append(runs);
    Instant before = runs.get(2).result().startedAt();

    assertThat(registry.runs().prune(before, 100)).isEqualTo(2);

    assertThat(list(PRODUCTION)).isEqualTo(runs.subList(2, 5).reversed());
    assertThat(registry.runs().prune(before, 100)).isZero();
  }

  @Test
  void prune_byCount_keepsTheNewestOfEachEnvironment() {
    List<RunRecord> production = runs(PRODUCTION, 2500);
    List<RunRecord> staging = runs(STAGING, 2);
    registry.runs().append(production);
    registry.runs().append(staging);

    assertThat(registry.runs().prune(Instant.EPOCH, 3)).isEqualTo(2497);

    assertThat(list(PRODUCTION)).isEqualTo(production.subList(2497, 2500).reversed());
    assertThat(list(STAGING)).isEqualTo(staging.reversed());
    assertThat(registry.runs().prune(Instant.EPOCH, 0)).isEqualTo(5);
  }

  private List<RunRecord> list(EnvironmentName environment) {
    return Pages.all(2, page -> registry.runs().list(environment, page));
  }

  private List<RunRecord> runs(EnvironmentName environment, int count) {
    return IntStream.range(0, count).mapToObj(i -> run(environment)).toList();
  }

  /** A run that began a millisecond after the one before. */
  private RunRecord run(EnvironmentName environment) {
    clock.pass(MILLI);
    RunRecord.Subject subject =
        new RunRecord.Subject(
            new TriggerName("user:tokens_generation"),
            new WorkflowId("addClaims"),
            new DeploymentId("dep_1"),
            Samples.commit(1),
            7);
    RunRecord.Result result =
        new RunRecord.Result(now(), Duration.ofNanos(812_345), "denied", "stop", "{\"a\":\"☂\"}");
    RunRecord.LogLine line = new RunRecord.LogLine(now(), "warn", "a \"claim\"\nis kept: ☂");
    return new RunRecord(RunId.next(clock), environment, subject, result, List.of(line, line));
  }
}
