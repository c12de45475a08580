package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's registry moves into a PostgreSQL database, and is served from there. */
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
