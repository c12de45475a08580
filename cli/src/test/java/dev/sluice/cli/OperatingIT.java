package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.VersionsLive.Version;
import dev.sluice.fixtures.PostgresServer;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operating.md has people do is done, command by command as it stands there. */
class OperatingIT {
  private static final String ENVIRONMENT = "/v1/environments/production";

  private static final PostgresServer DATABASE = PostgresServer.shared();

  /** The guide's blocks about users, in their order; between them a new database. */
  private static final int ROLES = 0;

  private static final int RIGHTS = 2;
  private static final int HANDOVER = 3;

  @TempDir private Path folder;

  private Path data;
  private Path backup;
  private Path keys;

  /** Where the master key is, as the guide has it. */
  private Path key;

  @BeforeEach
  void makeFolders() throws IOException {
    data = folder.resolve("data");
    backup = folder.resolve("backup");
    key = data.resolve("master.key");
    keys = Files.createDirectory(folder.resolve("keys"));
    Path program = Files.createDirectory(folder.resolve("bin")).resolve("sluice");
    Path home = Path.of("target", "sluice").toAbsolutePath();
    Files.writeString(
        program,
        """
        #!/bin/sh
        exec "%s/bin/java" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 \
          -XX:+UseSerialGC -cp "%s/lib/*" dev.sluice.cli.Sluice "$@"
        """
            .formatted(System.getProperty("java.home"), home));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void backupAndRestore_ofSqlite_bringsBackWhatWasThereThen() throws Exception {
    try (Server server = Server.start(data)) {
      server
          .admin()
          .put(
              ENVIRONMENT,
              "{\"repository\":{\"url\":\"https://example.com/a.git\",\"branch\":\"main\"}}");
      put(server, "BEFORE");
      run("SQLite", 0, Map.of());
      put(server, "AFTERWARDS");
      server.stop();
      Files.delete(data.resolve("registry.db"));

      run("SQLite", 1, Map.of());
      server.restart();

      assertThat(variables(server)).contains("BEFORE").doesNotContain("AFTERWARDS");
      server.stop();
      assertThat(backup.toFile().list()).doesNotContain("master.key");
      String old = Files.readString(key);
      assertThat(sluice("registry", "rotate-master-key", "--data", data.toString()))
          .contains("sealed under the next master key", "master.key.old-");
      assertThat(oldKey(data)).hasContent(old);
      assertThat(Files.readString(key)).isNotEqualTo(old);

      server.restart();
      assertThat(variables(server)).contains("BEFORE");
      put(server, "AFTERWARDS");
    }
  }

  /** As the unit for systemd has it: the administrator's, and shown to the process as a file. */
  @Test
  void backupRotationAndRestore_withTheKeyOutsideOfTheData_areTheSame() throws Exception {
    Path etc = Files.createDirectory(folder.resolve("etc"));
    Path shown = folder.resolve("credential");
    try (Server server = Server.start(data)) {
      server
          .admin()
          .put(
              ENVIRONMENT,
              "{\"repository\":{\"url\":\"https://example.com/a.git\",\"branch\":\"main\"}}");
      put(server, "BEFORE");
      server.stop();
      key = Files.move(key, etc.resolve("master.key"));
      String old = Files.readString(key);

      run("The master key", 0, Map.of());

      assertThat(oldKey(etc)).hasContent(old);
      assertThat(Files.readString(key)).isNotEqualTo(old);
      assertThat(etc.toFile().list()).hasSize(2);
      run("SQLite", 0, Map.of());
      assertThat(oldKey(keys)).hasContent(old);
      assertThat(data.toFile().list()).doesNotContain("master.key");
      Files.delete(key);
      Files.move(data, folder.resolve("another machine's"));

      run("SQLite", 1, Map.of());
      Files.copy(key, shown);
      server.restart(Map.of("SLUICE_MASTER_KEY_FILE", shown.toString()));

      assertThat(variables(server)).contains("BEFORE");
      put(server, "AFTERWARDS");
    }
  }

  /** Begun as the owner, handed over, backed up, restored and re-keyed. */
  @Test
  void postgresql_withUsersWhoOwnNothing_isServedBackedUpRestoredAndGivenAnotherPassword()
      throws Exception {
    List<String> users = Guide.blocks("Users of the database", "sql");
    List<String> passwords = Guide.blocks("The database's password", "sql");
    DATABASE.execute("postgres", "CREATE ROLE sluice LOGIN");
    DATABASE.execute("postgres", "CREATE DATABASE sluice OWNER sluice");
    assertThat(sluice("registry", "migrate", "--registry", as("sluice"))).contains("up to date");
    psql(users.get(ROLES));
    psql(users.get(RIGHTS));
    psql(users.get(HANDOVER));
    try (Server server = Server.start(data, "--no-migrate", "--registry", as("sluice"));
        Team team = Team.connect(server, "production", folder)) {
      VersionedWorkflows.write(team.repository(), "1");
      String first = team.release("one");
      assertThat(VersionsLive.ask(team).whole()).isEqualTo(new Version("1", first, 1));
      Map<String, String> keys =
          Map.of("SLUICE_MASTER_KEY", Files.readString(data.resolve("master.key")).strip());
      run("PostgreSQL", 0, with(keys, "REGISTRY", as("sluice")));
      put(server, "AFTERWARDS");
      server.stop();

      psql(Guide.blocks("PostgreSQL", "sql").getFirst());
      psql(users.get(RIGHTS));
      run("PostgreSQL", 1, with(keys, "MIGRATIONS", as("sluice_migrations")));
      psql(passwords.getFirst());
      server.restart("--no-migrate", "--registry", as("sluice_2"));
      psql(passwords.getLast());

      assertThat(VersionsLive.ask(team).whole()).isEqualTo(new Version("1", first, 1));
      assertThat(variables(server)).doesNotContain("AFTERWARDS");
      put(server, "AFTERWARDS");
      assertThatThrownBy(() -> DATABASE.executeAs("sluice_2", "sluice", "DROP TABLE runs"))
          .hasMessageContaining("must be owner");
      nextMigration("ALTER TABLE runs ADD COLUMN later BIGINT");
      nextMigration("CREATE TABLE later (seq BIGINT GENERATED BY DEFAULT AS IDENTITY)");
      DATABASE.executeAs("sluice_2", "sluice", "INSERT INTO later DEFAULT VALUES");
    }
  }

  private static String as(String user) {
    return DATABASE.address(user, "sluice");
  }

  /** As a newer version would. */
  private static void nextMigration(String statement) {
    DATABASE.executeAs("sluice_migrations", "sluice", statement);
  }

  /** Statement by statement, as the server's administrator. */
  private static void psql(String script) {
    String database = "postgres";
    for (String statement : script.replaceAll("(?m)^(\\\\connect .*)$", "$1;").split(";\n", 0)) {
      if (statement.startsWith("\\connect ")) {
        database = statement.substring("\\connect ".length());
      } else {
        DATABASE.execute(database, statement);
      }
    }
  }

  private static Map<String, String> with(
      Map<String, String> variables, String name, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, value);
    return more;
  }

  /** The one that a rotation left there, under the moment's name. */
  private static Path oldKey(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.getFileName().toString().matches("master\\.key\\.old-\\d{8}T\\d{6}Z"))
          .reduce((one, other) -> {
            throw new AssertionError("both " + one + " and " + other);
          })
          .orElseThrow();
    }
  }

  private static void put(Server server, String variable) {
    String path = ENVIRONMENT + "/variables/" + variable;
    assertThat(server.admin().put(path, "{\"value\":\"a value\",\"secret\":true}").status())
        .isEqualTo(200);
  }

  private static String variables(Server server) {
    return server.admin().get(ENVIRONMENT + "/variables").body();
  }

  private static String sluice(String... arguments) {
    try (CommandProcess command =
        CommandProcess.start(Map.of(), Pattern.compile("up to date|sealed"), List.of(arguments))) {
      assertThat(command.exitCode()).as(command.output()).isZero();
      return command.output();
    }
  }

  /** The commands of a section of the guide, as they stand there. */
  private void run(String section, int block, Map<String, String> variables) throws Exception {
    String commands = Guide.blocks(section, "sh").get(block);
    ProcessBuilder shell = new ProcessBuilder("sh", "-eux", "-c", commands);
    shell.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
    shell.environment().putAll(variables);
    shell.environment().put("DATA", data.toString());
    shell.environment().put("BACKUP", backup.toString());
    shell.environment().put("KEYS", keys.toString());
    shell.environment().put("KEY", key.toString());
    shell.environment().put("OWNER", System.getProperty("user.name"));
    shell.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    Path said = folder.resolve("said");
    Process process = shell.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
  }
}
