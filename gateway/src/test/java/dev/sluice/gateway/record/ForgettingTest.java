package dev.sluice.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.vault.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final Instant NOW = Instant.parse("2027-01-31T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final EnvironmentName SHORT = new EnvironmentName("short");
  private static final EnvironmentName USUAL = new EnvironmentName("usual");

  @TempDir Path data;
  private Registry registry;

  @BeforeEach
  void open() {
    MasterKey key = MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]), "the test");
    registry = SqliteRegistry.open(data, key, CLOCK);
    environment(SHORT, new Retention(1, 2, 90, 10));
    environment(USUAL, Retention.DEFAULT);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private void environment(EnvironmentName name, Retention retention) {
    Oversight oversight =
        new Oversight(
            Recording.DEFAULT, retention, Optional.empty(), Optional.empty(), TypeChecking.WARN);
    registry
        .environments()
        .put(
            name,
            new EnvironmentSettings(
                new RepositoryAddress("https://example.com/auth.git", "main"),
                true,
                RunSettings.DEFAULT,
                oversight,
                Trust.NONE),
            Map.of());
  }

  @Test
  void run_forgetsWhatEachEnvironmentRemembersNoLonger() {
    for (EnvironmentName environment : List.of(SHORT, USUAL)) {
      for (int hours : new int[] {0, 1, 2, 30}) {
        remember(environment, NOW.minus(Duration.ofHours(hours)));
      }
      for (int i = 0; i < 12; i++) {
        sync(environment);
      }
    }

    new Forgetting(registry, CLOCK).run();

    assertThat(runs(SHORT))
        .extracting(run -> run.result().startedAt())
        .containsExactly(NOW, NOW.minus(Duration.ofHours(1)));
    assertThat(runs(USUAL)).hasSize(4);
    assertThat(registry.syncs().list(SHORT, PageRequest.first(100)).items()).hasSize(10);
    assertThat(registry.syncs().list(USUAL, PageRequest.first(100)).items()).hasSize(12);
  }

  private List<RunRecord> runs(EnvironmentName environment) {
    return registry.runs().list(environment, PageRequest.first(100)).items();
  }

  private void remember(EnvironmentName environment, Instant startedAt) {
    RunRecord run =
        new RunRecord(
            RunId.next(CLOCK),
            environment,
            new RunRecord.Subject(
                new TriggerName("user:pre_mfa"),
                new WorkflowId("a"),
                new DeploymentId("dep_1"),
                new CommitId("a".repeat(40)),
                1,
                false),
            new RunRecord.Result(startedAt, Duration.ZERO, "completed", "continue", "{}"),
            RunRecord.Trace.NONE);
    registry.runs().append(List.of(new NewRun(run, Optional.empty(), "")));
  }

  private void sync(EnvironmentName environment) {
    registry.syncs().request(environment, "the test");
    registry
        .syncs()
        .end(registry.syncs().claim(WORKER, NOW, NOW.plusSeconds(60)).orElseThrow().claim(), new SyncEnding.Failed("no"));
  }
}
