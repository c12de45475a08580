package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.VersionsLive.Version;
import dev.sluice.fixtures.PostgresServer;
import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose registry is in a PostgreSQL database: moved into it, and away for a while. */
class DatabaseIT {
  private static final String VARIABLE = "/v1/environments/production/variables/A";

  @TempDir private Path folder;

  @Test
  void registryCopy_thenServeFromTheDatabase_showsWhatWasThere() {
    Path data = folder.resolve("data");
    String database = PostgresServer.shared().newDatabase();
    try (Server server = Server.start(data)) {
      server
          .admin()
          .put(
              "/v1/environments/production",
              "{\"repository\":{\"url\":\"https://example.com/a.git\",\"branch\":\"main\"}}");
      server.admin().put(VARIABLE, "{\"value\":\"kept\"}");
      server.stop();

      assertThat(copy(data, PostgresServer.shared().guarded(database), 0))
          .contains("rows were copied");
      assertThat(copy(data, database, 1)).contains("isn't empty");

      server.restart("--registry", database);
      assertThat(server.process().output()).contains("registry in " + database);
      assertThat(server.admin().get("/v1/environments/production/variables").body())
          .contains("kept");
      assertThat(server.admin().put(VARIABLE, "{\"value\":\"new\"}").status()).isEqualTo(200);
      server.stop();

      server.restart();
      assertThat(server.admin().get("/v1/environments/production/variables").body())
          .contains("kept");
      server.stop();

      String empty = PostgresServer.shared().newDatabase();
      assertThat(endOf("webhook,sync-worker", data, empty)).contains("There is no registry in");
    }
  }

  @Test
  void processes_startedWhileTheDatabaseIsAway_serveWhatWasKept_orEndAndSayWhy()
      throws IOException {
    try (PostgresServer database = PostgresServer.start()) {
      String before = database.newDatabase();
      // Whose password was changed meanwhile, as the guide has it.
      String address = before.replaceFirst("//\\w+@", "//another@");
      database.execute(before, "CREATE ROLE another SUPERUSER LOGIN");
      try (Server server = Server.start(folder.resolve("data"), "--registry", before);
          Team team = Team.connect(server, "production", folder)) {
        VersionedWorkflows.write(team.repository(), "1");
        String first = team.release("one");
        server.stop();
        database.kill();

        server.restart("--registry", address);

        assertThat(server.process().output()).contains("The registry isn't there");
        assertThat(VersionsLive.ask(team).whole()).isEqualTo(new Version("1", first, 1));
        assertThat(server.admin().get("/readyz").expect(200).json().path("notes").toString())
            .contains("production as of", "the server is away");
        VersionedWorkflows.write(team.repository(), "2");
        String second = team.repository().push("two");
        SignedPush push = SignedPush.ofBranch("main", second, Team.SECRET);
        team.deliver(push).expectProblem(503, "registry_away");
        assertThat(endOf("webhook,sync-worker", server.data(), address))
            .contains("couldn't be opened", "the server is away");

        database.startAgain();

        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> !server.admin().get("/readyz").json().has("notes"));
        assertThat(VersionsLive.ask(team).whole()).isEqualTo(new Version("1", first, 1));
        team.awaitEnd(team.accepted(push));
        assertThat(VersionsLive.ask(team).whole()).isEqualTo(new Version("2", second, 2));
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() ->
                server
                    .admin()
                    .get(team.path("/releases/2"))
                    .json()
                    .path("servedByAll")
                    .booleanValue());
      }
    }
  }

  /** What a process with those roles says, which must end as it can't open its registry. */
  private static String endOf(String roles, Path data, String database) {
    try (CommandProcess command =
        CommandProcess.start(
            Map.of(),
            Server.GREETING,
            List.of(
                "serve",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--roles",
                roles,
                "--registry",
                database))) {
      assertThat(command.exitCode()).as(command.output()).isEqualTo(1);
      return command.output();
    }
  }

  /** What it says. */
  private static String copy(Path data, String database, int exitCode) {
    try (CommandProcess command =
        CommandProcess.start(
            Map.of("PGPASSWORD", PostgresServer.PASSWORD),
            Pattern.compile("copied"),
            List.of("registry", "copy", "--from", data.toString(), "--to", database))) {
      assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
      assertThat(command.output()).doesNotContain(PostgresServer.PASSWORD);
      return command.output();
    }
  }
}
