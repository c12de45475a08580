package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.ServeSettings.Administration;
import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.vault.MasterKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process starts while its registry can't be opened. */
class StandbyIT {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final String RUNS = "/v1/environments/demo/triggers/user:tokens_generation/runs";

  @TempDir Path data;

  @BeforeEach
  void serveOnce() {
    Clock clock = Clock.systemUTC();
    try (Registry registry =
        SqliteRegistry.open(data, MasterKey.load(Map.of(), data, false), clock)) {
      fill(registry, clock);
    }
    try (SluiceProcess process = SluiceProcess.start(settings(Duration.ofDays(1)));
        HttpClient http = HttpClient.newHttpClient()) {
      api(process, http).post(RUNS, Team.EVENT).expect(200);
      assertThat(process.greeting()).doesNotContain("isn't there");
    }
  }

  private static void fill(Registry registry, Clock clock) {
    RepositoryAddress address = new RepositoryAddress("https://example.com/auth.git", "main");
    registry
        .environments()
        .put(DEMO, new EnvironmentSettings(address, true, RunSettings.DEFAULT), Map.of());
    registry.syncs().request(DEMO, "the test");
    Sync sync =
        registry
            .syncs()
            .claim(WORKER, clock.instant(), clock.instant().plusSeconds(60))
            .orElseThrow();
    String trigger = "user:tokens_generation";
    String code = "var __sluice_module = (() => ({ default: async () => {} }))();";
    String settings = "{\"id\":\"a\",\"trigger\":\"" + trigger + "\"}";
    Workflow workflow = new Workflow(new WorkflowId("a"), new TriggerName(trigger), "aWorkflow.ts");
    Build build = new Build(workflow, new Bundle(code, "{}", settings, ""));
    SyncedCommit commit = new SyncedCommit(new CommitId("a".repeat(40)), "[]");
    registry.releases().deploy(new BuiltCommit(sync.claim(), commit, List.of(build)));
  }

  private ServeSettings settings(Duration standby) {
    Optional<Secret> key = Optional.of(new Secret(Server.ADMIN_KEY));
    return new ServeSettings(
        Listening.on(Address.parse("127.0.0.1:0")),
        Storage.in(data),
        ServeSettings.Sources.usual(false),
        Set.of(Role.GATEWAY, Role.WEBHOOK),
        new Administration(key, Duration.ofDays(400), standby, HostName.find()));
  }

  private static Api api(SluiceProcess process, HttpClient http) {
    return new Api(http, process::uri, Optional.of(Server.ADMIN_KEY));
  }

  private void breakRegistry() throws IOException {
    Files.move(data.resolve("registry.db"), data.resolve("saved.db"));
    Files.writeString(data.resolve("registry.db"), "this is no database ".repeat(1000));
  }

  private void mendRegistry() throws IOException {
    Files.deleteIfExists(data.resolve("registry.db-wal"));
    Files.deleteIfExists(data.resolve("registry.db-shm"));
    Files.move(
        data.resolve("saved.db"), data.resolve("registry.db"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void process_startedWithoutItsRegistry_servesRuns_andCatchesUpOnceItIsThere() throws IOException {
    breakRegistry();
    try (SluiceProcess process = SluiceProcess.start(settings(Duration.ofDays(1)));
        HttpClient http = HttpClient.newHttpClient()) {
      Api api = api(process, http);
      assertThat(process.greeting()).contains("The registry isn't there");
      assertThat(process.firstAdminKey()).isEmpty();
      api.post(RUNS, Team.EVENT).expect(200);
      assertThat(api.get("/readyz").expect(200).json().path("notes").toString())
          .contains("demo as of", "no database");
      api.get("/v1/environments").expectProblem(503, "registry_away");

      mendRegistry();

      await().atMost(Duration.ofSeconds(30)).until(() -> !api.get("/readyz").json().has("notes"));
      api.get("/v1/environments").expect(200);
      api.post(RUNS, Team.EVENT).expect(200);
    }
  }

  @Test
  void process_whoseRegistryIsGone_servesWhatItKept_andMakesNoEmptyOne() throws IOException {
    Files.move(data.resolve("registry.db"), data.resolve("saved.db"));
    try (SluiceProcess process = SluiceProcess.start(settings(Duration.ofDays(1)));
        HttpClient http = HttpClient.newHttpClient()) {
      Api api = api(process, http);
      api.post(RUNS, Team.EVENT).expect(200);
      assertThat(api.get("/readyz").expect(200).json().path("notes").toString())
          .contains("There is no registry.db in", "put it back from a backup");
      assertThat(data.resolve("registry.db")).doesNotExist();

      mendRegistry();

      await().atMost(Duration.ofSeconds(30)).until(() -> !api.get("/readyz").json().has("notes"));
      api.get("/v1/environments/demo").expect(200);
    }
  }

  /**
   * Or a fleet that is replaced before its tables are would all serve from standby, and be ready.
   */
  @Test
  void process_whoseRegistryHasOtherTables_refusesToStart() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("registry.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE registry SET oldest_version = 1000");
    }

    assertThatThrownBy(() -> SluiceProcess.start(settings(Duration.ofDays(1))))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("aren't those this version of Sluice works with");
  }

  @Test
  void process_thatIsToKeepNothing_forgetsWhatWasKept_andNeedsItsRegistryToStart()
      throws IOException {
    breakRegistry();

    assertThatThrownBy(() -> SluiceProcess.start(settings(Duration.ZERO)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no database");

    assertThat(data.resolve("standby")).doesNotExist();
  }
}
