package dev.sluice.registry.sqlite;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.bundle;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static dev.sluice.registry.contract.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.FullException;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.Words;
import dev.sluice.registry.contract.RunSamples;
import dev.sluice.registry.contract.Samples;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.run.LogLevel;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What only a store in a file can get wrong. */
class SqliteRegistryTest {
  private static final String FIRST_ENVIRONMENT =
      """
      INSERT INTO environments
        (name, repository_url, repository_branch, go_live_on_sync, created_at, revision)
      VALUES ('production', 'https://example.com/team/auth.git', 'main', 1, 0, 1)
      """;

  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final KeyId BY = new KeyId("key_1");
  private static final VariableName A = new VariableName("A");
  private static final VariableName B = new VariableName("B");

  @TempDir Path directory;

  @Test
  void open_existing_holdsWhatWasWritten() {
    Sync sync;
    Release release;
    try (Registry registry = open(MasterKeys.KEY)) {
      assertThat(SqliteRegistry.exists(directory)).isTrue();
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      release = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
      put(registry, A, "kept");
      sync = registry.syncs().accept(push(PRODUCTION, "1"));
    }
    try (Registry registry = open(MasterKeys.KEY)) {
      assertThat(registry.releases().live(PRODUCTION)).contains(release);
      assertThat(registry.syncs().accept(push(PRODUCTION, "1"))).isEqualTo(sync);
      assertThat(registry.variables().list(PRODUCTION))
          .extracting(kept -> kept.variable().value().reveal())
          .containsExactly("kept");
    }
  }

  @Test
  void open_anotherKey_isRefusedAndHarmsNothing() {
    open(MasterKeys.KEY).close();

    assertThatThrownBy(() -> open(MasterKeys.OTHER))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll("master.key", "SLUICE_MASTER_KEY");

    open(MasterKeys.KEY).close();
  }

  @Test
  void open_new_onlyItsOwnerMayReadTheFiles() throws IOException {
    try (Registry registry = open(MasterKeys.KEY)) {
      new Samples(registry).environment(PRODUCTION, true);
      for (String name : List.of("registry.db", "registry.db-wal", "registry.db-shm")) {
        Path file = directory.resolve(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(name)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void open_noDatabase_saysWhatToDo() throws IOException {
    Files.writeString(directory.resolve("registry.db"), "this is no database ".repeat(100));

    assertThatThrownBy(() -> open(MasterKeys.KEY))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("registry.db", "restore a backup");
  }

  @Test
  void open_tablesOfTheFirstVersion_givesEveryEnvironmentTheDefaults() throws Exception {
    tablesOf("1");
    inFile(FIRST_ENVIRONMENT);

    try (Registry now = open(MasterKeys.KEY)) {
      assertThat(now.environments().find(PRODUCTION).orElseThrow().settings())
          .isEqualTo(settings(true));
    }
  }

  @Test
  void open_tablesWithoutFailures_findsThemInTheLogs() throws Exception {
    tablesOf("3");
    inFile(FIRST_ENVIRONMENT);
    inFile(
        """
        INSERT INTO syncs (id, environment, cause, queued_at, due_at, status)
        VALUES ('sync_1', 'production', 'a push', 0, 0, 'failed')
        """);
    inFile(
        """
        INSERT INTO sync_log (sync, at, level, text)
        VALUES ('sync_1', 0, 'error', 'the remote was away')
        """);

    try (Registry now = open(MasterKeys.KEY)) {
      Sync found = now.syncs().find(PRODUCTION, new SyncId("sync_1")).orElseThrow();
      assertThat(found.progress().failure()).contains("the remote was away");
    }
  }

  @Test
  void open_tablesWithWebhookSecretsInTheEnvironment_keepsThem() throws Exception {
    tablesOf("4");
    inFile(FIRST_ENVIRONMENT);
    byte[] sealed =
        new Vault(MasterKeys.KEY)
            .seal(new Secret("w"), Binding.secret(PRODUCTION, EnvironmentSecret.WEBHOOK));
    inFile("UPDATE environments SET webhook_secret = x'" + HexFormat.of().formatHex(sealed) + "'");

    try (Registry now = open(MasterKeys.KEY)) {
      assertThat(now.environments().secret(PRODUCTION, EnvironmentSecret.WEBHOOK))
          .contains(new Secret("w"));
    }
  }

  @Test
  void open_tablesWithRuns_keepsThemAndFindsThem() throws Exception {
    tablesOf("6");
    for (String run : new String[] {"run_1", "run_2"}) {
      inFile(
          """
          INSERT INTO runs (environment, id, trigger_name, workflow, deployment, commit_id,
            release, started_at, nanos, status, decision, detail, log)
          VALUES ('production', '%s', 'user:pre_mfa', 'skip "mfa"', 'dep_1', '%s',
            7, 1700000000000, 5, 'failed', 'stop', '{}',
            '[{"at":"2026-11-01T12:00:00Z","level":"error","text":"Plan expired"}]')
          """
              .formatted(run, "a".repeat(40)));
    }

    try (Registry now = open(MasterKeys.KEY)) {
      RunFilter filter =
          new RunFilter(
              new RunFilter.Subject(
                  Optional.of(new TriggerName("user:pre_mfa")),
                  Optional.of(new WorkflowId("skip \"mfa\"")),
                  Optional.of(new DeploymentId("dep_1")),
                  Optional.of(7),
                  Optional.of(false)),
              new RunFilter.Ending(
                  Optional.of("failed"), Optional.of("stop"), Optional.of(LogLevel.ERROR)),
              RunFilter.Period.EVER,
              Optional.empty(),
              Optional.of(Words.of("expired plan")));
      assertThat(now.runs().list(PRODUCTION, filter, PageRequest.first(9)).items())
          .extracting(run -> run.id().value())
          .containsExactly("run_2", "run_1");
      assertThat(now.runs().find(PRODUCTION, new RunId("run_1")).orElseThrow().trace().log())
          .extracting(RunRecord.LogLine::text)
          .containsExactly("Plan expired");
    }
  }

  @Test
  void user_ofARun_isNotInAnyFile() throws IOException {
    UserId user = new UserId("kp_0123456789abcdef");
    try (Registry registry = open(MasterKeys.KEY)) {
      RunRecord run =
          new RunRecord(
              new RunId("run_1"),
              PRODUCTION,
              new RunRecord.Subject(
                  new TriggerName("t"),
                  new WorkflowId("w"),
                  new DeploymentId("dep_1"),
                  Samples.commit(1),
                  1,
                  false),
              new RunRecord.Result(
                  new TestClock().instant(), Duration.ZERO, "completed", "continue", "{}"),
              RunRecord.Trace.NONE);
      registry.runs().append(List.of(new NewRun(run, Optional.of(user), "")));
      assertNowhere(List.of(user.value()));
    }
  }

  /** A file as an older version of Sluice left it. */
  private void tablesOf(String version) throws IOException {
    DatabaseFile file = file();
    file.createForOwner();
    Flyway.configure()
        .dataSource(file.connections())
        .locations("classpath:dev/sluice/registry/sqlite")
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void open_tablesThatANewerVersionAddedTo_opens() throws SQLException {
    open(MasterKeys.KEY).close();
    newerTables();

    open(MasterKeys.KEY).close();
  }

  private void newerTables() throws SQLException {
    inFile(
        """
        INSERT INTO flyway_schema_history SELECT 999, '999', 'newer', type, 'V999__newer.sql',
          checksum, installed_by, installed_on, execution_time, success
        FROM flyway_schema_history WHERE installed_rank = 1
        """);
  }

  @Test
  void store_asTheyAre_refusesOlderTablesAndChangesNothing() throws Exception {
    tablesOf("24");

    assertThatThrownBy(() -> SqliteRegistry.store(directory, Tables.AS_THEY_ARE))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(
            "registry.db are older than", "sluice registry migrate --data " + directory);
    assertThatThrownBy(() -> inFile("UPDATE registry SET oldest_version = 1"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void store_asTheyAre_whereThereAreNone_saysSo() {
    assertThatThrownBy(() -> SqliteRegistry.store(directory, Tables.AS_THEY_ARE))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(
            "There are no tables of Sluice in ",
            "Make them: sluice registry migrate --data " + directory);
  }

  @Test
  void open_tablesThatANewerVersionTookFrom_isRefused() throws SQLException {
    open(MasterKeys.KEY).close();
    newerTables();
    inFile("UPDATE registry SET oldest_version = 999");

    assertThatThrownBy(() -> open(MasterKeys.KEY))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("registry.db", "newer version");
  }

  @Test
  void claim_runningByAnEarlierVersion_isTakenAtOnce() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      Sync left = samples.running(PRODUCTION);
      inFile("UPDATE syncs SET held_by = NULL, held_on = NULL, held_until = NULL, claims = 0");

      Sync taken = samples.claim(new TestClock().instant()).orElseThrow();

      assertThat(taken.id()).isEqualTo(left.id());
      assertThat(taken.progress().hold()).isPresent();
    }
  }

  @Test
  void connections_any_syncEachCommitInWriteAheadMode() throws SQLException {
    open(MasterKeys.KEY).close();
    try (Connection connection = file().connections().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(statement, "synchronous")).isEqualTo("2");
      assertThat(pragma(statement, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(statement, "busy_timeout")).isEqualTo("10000");
    }
  }

  @Test
  void variables_swappedInTheFile_areRefused() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      new Samples(registry).environment(PRODUCTION, true);
      put(registry, A, "the first value");
      put(registry, B, "the second value");
      inFile(
          """
          UPDATE variables SET value =
            (SELECT value FROM variables AS other WHERE other.name <> variables.name)
          """);

      assertThatThrownBy(() -> registry.variables().list(PRODUCTION))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("secret variable A of environment production");
    }
  }

  @Test
  void secretsSet_oneThatDoesNotOpen_isStillThere() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      registry
          .environments()
          .put(
              PRODUCTION,
              Samples.settings(true),
              Map.of(EnvironmentSecret.WEBHOOK, Optional.of(new Secret("w"))));
      inFile("UPDATE environment_secrets SET value = x'00'");

      assertThat(registry.environments().secretsSet(PRODUCTION))
          .containsExactly(EnvironmentSecret.WEBHOOK);
    }
  }

  @Test
  void variable_madePlainInTheFile_isRefused() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      new Samples(registry).environment(PRODUCTION, true);
      put(registry, A, "the first value");
      inFile("UPDATE variables SET secret = 0");

      assertThatThrownBy(() -> registry.variables().list(PRODUCTION))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("variable A of environment production");
    }
  }

  @Test
  void nextValue_madeTheValueInTheFile_isRefused() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      new Samples(registry).environment(PRODUCTION, true);
      put(registry, A, "the first value");
      registry.variables().putNext(PRODUCTION, A, new Secret("the second value"), BY);
      inFile("UPDATE variables SET value = next");

      assertThatThrownBy(() -> registry.variables().list(PRODUCTION))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("secret variable A of environment production");
    }
  }

  @Test
  void workflowKeys_movedInTheFile_areRefused() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      new Samples(registry).environment(PRODUCTION, true);
      NewWorkflowKey added =
          new NewWorkflowKey(new WorkflowId("a"), KeyMaterial.random(), BY, false);
      registry.workflowKeys().add(PRODUCTION, added);
      inFile("UPDATE workflow_keys SET workflow = 'b'");

      assertThatThrownBy(() -> registry.workflowKeys().active(PRODUCTION))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("of workflow b of environment production");
    }
  }

  @Test
  void open_tablesWithoutEdits_keepsVariablesAsSetByNobodyKnown() throws Exception {
    tablesOf("6");
    inFile(FIRST_ENVIRONMENT);
    byte[] sealed =
        new Vault(MasterKeys.KEY).seal(new Secret("v"), Binding.variable(PRODUCTION, A, true));
    inFile(
        "INSERT INTO variables (environment, name, value, secret) VALUES ('production', 'A', x'"
            + HexFormat.of().formatHex(sealed)
            + "', 1)");

    try (Registry now = open(MasterKeys.KEY)) {
      assertThat(now.variables().list(PRODUCTION))
          .containsExactly(
              new KeptVariable(new Variable(A, new Secret("v"), true), Optional.empty()));
    }
  }

  @Test
  void secrets_whereverPut_areNotInAnyFile() throws IOException {
    List<String> secrets = new ArrayList<>(List.of("a-plain-variable", "the-webhook-secret"));
    try (Registry registry = open(MasterKeys.KEY)) {
      Optional<Secret> webhook = Optional.of(new Secret("the-webhook-secret"));
      registry
          .environments()
          .put(PRODUCTION, settings(true), Map.of(EnvironmentSecret.WEBHOOK, webhook));
      put(registry, A, "a-secret-variable");
      Variable plain = new Variable(B, new Secret("a-plain-variable"), false);
      registry.variables().put(PRODUCTION, plain, BY);
      registry.variables().putNext(PRODUCTION, A, new Secret("the-next-secret"), BY);
      secrets.add("the-next-secret");
      KeyMaterial material = KeyMaterial.random();
      registry
          .workflowKeys()
          .add(PRODUCTION, new NewWorkflowKey(new WorkflowId("a"), material, BY, true));
      secrets.add(material.base64().reveal());
      secrets.add(new String(material.bytes(), StandardCharsets.ISO_8859_1));
      secrets.add("a-secret-variable");
      secrets.add(registry.keys().issue(Role.ADMIN, Optional.empty()).value().reveal());
      assertNowhere(secrets);
    }
    assertNowhere(secrets);
  }

  private void assertNowhere(List<String> secrets) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(content::contains);
      }
    }
  }

  @Test
  void bundle_changedInTheFile_isRefusedUntilBuiltAgain() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      Release release = samples.release(PRODUCTION, commit(1), build("a", "t", "harmless"));
      DeploymentId id = release.deployments().getFirst().id();
      inFile("UPDATE bundles SET code = 'harmful'");

      assertThatThrownBy(() -> registry.deployments().bundle(id))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll(id.value(), "digest");

      samples.release(PRODUCTION, commit(2), build("a", "t", "harmless"));
      assertThat(registry.deployments().bundle(id)).contains(bundle("harmless"));
    }
  }

  @Test
  void erase_runsOfAUser_readsNoneOfThem() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      UserId user = new UserId("kp_probe");
      RunRecord run = RunSamples.of(new RunId("run_1"), PRODUCTION, new TestClock().instant());
      registry.runs().append(List.of(new NewRun(run, Optional.of(user), "")));
      // Whoever reads it trips over it.
      inFile("UPDATE runs SET commit_id = 'none'");

      assertThat(registry.runs().erase(PRODUCTION, user, 0)).isOne();

      assertThat(registry.runs().find(PRODUCTION, run.id())).isEmpty();
    }
  }

  @Test
  void issue_beyondWhatThereMayBe_isRefused() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      inFile(
          """
          WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 9999)
          INSERT INTO api_keys (id, name, hash, role, created_at)
          SELECT 'key_' || n, 'many', CAST('hash' || n AS BLOB), 'read', 0 FROM counted
          """);
      registry.keys().issue(Role.READ, Optional.empty());

      assertThatThrownBy(() -> registry.keys().issue(Role.READ, Optional.empty()))
          .isInstanceOf(FullException.class)
          .hasMessageContaining("10,000 API keys");
    }
  }

  @Test
  void anyMethod_afterClose_saysSo() {
    Registry registry = open(MasterKeys.KEY);
    registry.close();

    assertThatThrownBy(() -> registry.environments().list())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> registry.keys().issue(Role.READ, Optional.empty()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("closed");
    registry.close();
  }

  @Test
  void append_whatTheFileRefuses_saysThatItIsInVain() throws SQLException {
    try (Registry registry = open(MasterKeys.KEY)) {
      RunRecord run = RunSamples.of(new RunId("run_1"), PRODUCTION, new TestClock().instant());
      inFile("CREATE TRIGGER refusing BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'no'); END");

      assertThatThrownBy(
              () -> registry.runs().append(List.of(new NewRun(run, Optional.empty(), ""))))
          .isInstanceOf(UnwritableException.class);
    }
  }

  /** As where systemd starts it as a user of its own, and root looks after it. */
  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  void open_byRootInAnothersFolder_leavesNothingThatTheOtherCanNotUse() throws IOException {
    UserPrincipal nobody =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(directory, nobody);

    try (Registry registry = open(MasterKeys.KEY)) {
      MasterKey.load(Map.of(), directory, false);
      registry.keys().issue(Role.READ, Optional.empty());

      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files)
            .hasSizeGreaterThan(3)
            .allSatisfy(file -> assertThat(Files.getOwner(file)).isEqualTo(nobody));
      }
    }
  }

  private Registry open(MasterKey key) {
    return SqliteRegistry.open(directory, key, new TestClock());
  }

  private static void put(Registry registry, VariableName name, String value) {
    registry.variables().put(PRODUCTION, new Variable(name, new Secret(value), true), BY);
  }

  private DatabaseFile file() {
    return new DatabaseFile(directory.resolve("registry.db"));
  }

  private void inFile(String sql) throws SQLException {
    try (Connection connection = file().connections().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String pragma(Statement statement, String name) throws SQLException {
    return statement.executeQuery("PRAGMA " + name).getString(1);
  }
}
