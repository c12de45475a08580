package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.fixtures.Troubled;
import dev.sluice.fixtures.VersionedWorkflows;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewaySettings;
import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import dev.sluice.gateway.health.Figures;
import dev.sluice.gateway.health.Watching;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.runtime.WorkflowRuntime;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that doesn't know its release yet says so: "nothing is live" would let logins pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownReleaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Server server;
  private Team team;
  private String live = "";

  @BeforeAll
  void releaseOne(@TempDir Path folder) throws IOException {
    server = Server.start(folder.resolve("data"));
    team = Team.connect(server, "production", folder);
    VersionedWorkflows.write(team.repository(), "1");
    team.release("one");
  }

  @AfterAll
  void close() {
    server.close();
    team.close();
  }

  /** Each test looks at what is on disk without a process, or at how the next one starts. */
  @BeforeEach
  void stop() {
    if (!server.process().isAlive()) {
      server.restart();
    }
    live = VersionsLive.ask(team).whole().version();
    server.stop();
  }

  @Test
  void run_beforeTheRegistryWasRead_isToldToComeBack() {
    server.stop();
    Clock clock = Clock.systemUTC();
    MasterKey key = MasterKey.load(Map.of(), server.data(), true);
    GatewaySettings settings = GatewaySettings.DEFAULT.withAdminKey(new Secret(Server.ADMIN_KEY));
    AtomicBoolean away = new AtomicBoolean(true);
    try (Registry real = SqliteRegistry.open(server.data(), key, clock);
        WorkflowRuntime runtime = WorkflowRuntime.start(clock);
        Figures figures = new Figures(runtime);
        Gateway gateway =
            Gateway.start(silent(real, away), runtime, settings, Watching.of(figures), clock);
        HttpClient http = HttpClient.newHttpClient()) {
      Javalin javalin =
          HttpServer.create(ServerSettings.of("127.0.0.1", 0, 8), List.of(gateway::register))
              .start();
      try {
        URI uri = URI.create("http://127.0.0.1:" + javalin.port());
        assertKnownOnceItIsBack(new Api(http, () -> uri, Optional.of(Server.ADMIN_KEY)), away);
      } finally {
        javalin.stop();
      }
    }
  }

  /** A registry that doesn't tell what has changed while it is away. */
  private static Registry silent(Registry real, AtomicBoolean away) {
    return new Troubled(
            method -> {
              if (away.get() && method.getName().equals("revisions")) {
                throw new RegistryException("the registry is away");
              }
            },
            Troubled.NEVER)
        .seen(Registry.class, real);
  }

  private void assertKnownOnceItIsBack(Api api, AtomicBoolean away) {
    Answer unknown = api.post(team.runs(USER_TOKENS), Team.EVENT);
    unknown.expectProblem(503, "not_yet_known");
    assertThat(unknown.header("Retry-After")).hasValue("1");
    api.post("/v1/environments/nowhere/triggers/user:pre_mfa/runs", Team.EVENT).expect(503);
    api.get("/readyz").expectProblem(503, "not_ready");
    api.get("/healthz").expect(200);

    away.set(false);

    await().atMost(PATIENCE).until(() -> api.get("/readyz").status() == 200);
    Answer run = api.post(team.runs(USER_TOKENS), Team.EVENT).expect(200);
    assertThat(run.json().at("/effects/accessToken/claims/version").asString()).isEqualTo(live);
  }

  @Test
  void run_whileTheReleaseCantBeLoaded_isToldToComeBackUntilOneCan()
      throws SQLException, IOException {
    server.stop();
    damageBundles();
    server.restart();

    Answer unknown = server.admin().post(team.runs(USER_TOKENS), Team.EVENT);
    unknown.expectProblem(503, "not_yet_known");
    assertThat(unknown.header("Retry-After")).isPresent();

    VersionedWorkflows.write(team.repository(), "2");
    team.release("two");
    assertThat(VersionsLive.ask(team).whole().version()).isEqualTo("2");
  }

  private void damageBundles() throws SQLException {
    String url = "jdbc:sqlite:" + server.data().resolve("registry.db");
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE bundles SET code = '(' || code")).isEqualTo(3);
    }
  }
}
