package dev.sluice.registry.postgresql;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.PostgresServer;
import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import dev.sluice.registry.Words;
import dev.sluice.registry.contract.RunSamples;
import dev.sluice.registry.contract.Samples;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.MasterKeys;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What only a store in a server can get wrong. */
class PostgresqlRegistryTest {
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1));

  private final TestDatabase database = TestDatabase.empty();

  @Test
  void open_existing_holdsWhatWasWritten() {
    assertThat(PostgresqlRegistry.exists(database.at())).isFalse();
    Sync sync;
    Release release;
    try (Registry registry = open()) {
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      release = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
      sync = registry.syncs().accept(push(PRODUCTION, "1"));
    }
    assertThat(PostgresqlRegistry.exists(database.at())).isTrue();
    try (Registry registry = open()) {
      assertThat(registry.releases().live(PRODUCTION)).contains(release);
      assertThat(registry.syncs().accept(push(PRODUCTION, "1"))).isEqualTo(sync);
    }
  }

  @Test
  void open_anotherKey_isRefusedAndHarmsNothing() {
    open().close();

    assertThatThrownBy(
            () -> PostgresqlRegistry.open(database.at(), TestDatabase.OTHER, new TestClock()))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll("master.key", "SLUICE_MASTER_KEY");

    open().close();
  }

  @Test
  void open_tablesThatANewerVersionAddedTo_opens() {
    open().close();
    newerTables();

    open().close();
    asTheyAre().close();
  }

  @Test
  void open_tablesThatANewerVersionTookFrom_isRefused() {
    open().close();
    newerTables();
    database.execute("UPDATE registry SET oldest_version = 999");

    assertThatThrownBy(this::open)
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(database.address(), "newer version");
  }

  private void newerTables() {
    database.execute(
        """
        INSERT INTO flyway_schema_history SELECT 999, '999', 'newer', type, 'V999__newer.sql',
          checksum, installed_by, installed_on, execution_time, success
        FROM flyway_schema_history WHERE installed_rank = 1
        """);
  }

  @Test
  void open_asTheyAre_waitsForWhoeverMigrates() {
    assertThatThrownBy(this::asTheyAre)
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(
            "There are no tables of Sluice in ",
            "as a user who may change tables: sluice registry migrate --registry"
                + " postgresql://<user>@"
                + database.at().hostList()
                + "/"
                + database.at().database());
    assertThat(PostgresqlRegistry.exists(database.at())).isFalse();

    PostgresqlRegistry.store(database.at()).close();

    asTheyAre().close();
  }

  private Registry asTheyAre() {
    return PostgresqlRegistry.open(
        database.at(), Tables.AS_THEY_ARE, MasterKeys.of(TestDatabase.KEY), new TestClock());
  }

  @Test
  void open_databaseOfSomethingElse_isRefusedAndLeftAsItIs() {
    database.execute("CREATE TABLE runs (distance INTEGER)");

    assertThatThrownBy(this::open)
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("database of its own");

    database.execute("INSERT INTO runs (distance) VALUES (42)");
  }

  @Test
  void open_guardedByAPassword_needsIt() {
    String address = database.server().guarded(database.address());
    Map<String, String> right = Map.of("PGPASSWORD", PostgresServer.PASSWORD);
    Map<String, String> wrong = Map.of("PGPASSWORD", "open sesame");

    PostgresqlRegistry.open(
            PostgresqlAddress.parse(address, right), TestDatabase.KEY, new TestClock())
        .close();

    assertThatThrownBy(() -> PostgresqlRegistry.exists(PostgresqlAddress.parse(address, wrong)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("password", "PGPASSWORD")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("sesame"));
  }

  @Test
  void open_userWhoMayNotMakeTables_saysWhoMust() {
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE visitor LOGIN");
    PostgresqlAddress visitor =
        PostgresqlAddress.parse(database.address().replaceFirst("//\\w+@", "//visitor@"), Map.of());

    assertThatThrownBy(() -> PostgresqlRegistry.open(visitor, TestDatabase.KEY, new TestClock()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("visitor@", "permission denied", "must own the tables");
  }

  @Test
  void open_noSuchDatabase_saysWhatToDo() {
    PostgresqlAddress nowhere = PostgresqlAddress.parse(database.address() + "nowhere", Map.of());

    assertThatThrownBy(() -> PostgresqlRegistry.exists(nowhere))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("createdb");
  }

  @Test
  void read_serverThatNeverAnswers_failsInTime() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "postgresql://sluice@127.0.0.1:" + mute.getLocalPort() + "/any";
      Patience patience =
          new Patience(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1));
      try (PostgresqlStore store =
          new PostgresqlStore(
              new Connections(PostgresqlAddress.parse(address, Map.of()), patience))) {
        assertThatThrownBy(() -> store.read(_ -> true))
            .isInstanceOf(RegistryException.class)
            .hasMessageContainingAll(address, "has not happened");
      }
    }
  }

  @Test
  void read_thatTakesTooLong_isGivenUp() {
    try (PostgresqlStore store = store()) {
      assertThatThrownBy(() -> store.read(moment -> moment.execute("SELECT pg_sleep(60)")))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("too long");
      assertThat(store.<Boolean>read(_ -> true)).isTrue();
    }
  }

  @Test
  void write_whileAnotherProcessHoldsTheTurn_isGivenUpAndRunsAreWritten() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    try (PostgresqlStore one = new PostgresqlStore(new Connections(database.at(), Patience.USUAL));
        PostgresqlStore two = store()) {
      Thread holder =
          Thread.ofPlatform()
              .start(() ->
                  one.write(_ -> {
                    held.countDown();
                    return awaited(tried);
                  }));
      held.await();

      assertThatThrownBy(() -> two.write(_ -> true))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("turn to write");
      assertThat(two.<Boolean>writeRuns(_ -> true)).isTrue();
      assertThat(two.<Boolean>read(_ -> true)).isTrue();

      tried.countDown();
      holder.join();
      assertThat(two.<Boolean>write(_ -> true)).isTrue();
    }
  }

  @Test
  void prune_nothingToForget_takesNoTurnToWrite() {
    try (Registry registry = open();
        PostgresqlStore other =
            new PostgresqlStore(new Connections(database.at(), Patience.USUAL))) {
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
      RunRecord run = RunSamples.of(new RunId("run_1"), PRODUCTION, new TestClock().instant());
      registry.runs().append(List.of(new NewRun(run, Optional.empty(), "")));

      Function<Handle, Integer> pruned =
          _ ->
              registry.runs().prune(PRODUCTION, Instant.EPOCH, 1)
                  + registry.syncs().prune(PRODUCTION, Instant.EPOCH, 1);

      assertThat(other.<Integer>write(_ -> other.writeRuns(pruned))).isZero();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void write_afterAllConnectionsWereCut_isDone() {
    try (PostgresqlStore store = store()) {
      store.<Boolean>read(_ -> true);
      database.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);

      assertThat(store.<Boolean>write(_ -> true)).isTrue();
      assertThat(store.<Boolean>read(_ -> true)).isTrue();
    }
  }

  @Test
  void write_thatThrows_isUndone() {
    open().close();
    try (PostgresqlStore store = store()) {
      assertThatThrownBy(() ->
              store.write(transaction -> {
                transaction.execute("UPDATE registry SET keys_revision = 7");
                throw new IllegalStateException("changed its mind");
              }))
          .hasMessage("changed its mind");

      assertThat(
              store.<Long>read(moment ->
                  moment.createQuery("SELECT keys_revision FROM registry").mapTo(Long.class).one()))
          .isZero();
    }
  }

  @Test
  void append_whatTheServerRefuses_saysThatItIsInVain() {
    try (Registry registry = open()) {
      RunRecord run = RunSamples.of(new RunId("run_1"), PRODUCTION, new TestClock().instant());
      database.execute("ALTER TABLE runs ADD CHECK (id <> 'run_1')");

      assertThatThrownBy(
              () -> registry.runs().append(List.of(new NewRun(run, Optional.empty(), ""))))
          .isInstanceOf(UnwritableException.class);

      database.execute("DROP TABLE runs");
      assertThatThrownBy(
              () -> registry.runs().append(List.of(new NewRun(run, Optional.empty(), ""))))
          .isInstanceOf(RegistryException.class)
          .isNotInstanceOf(UnwritableException.class);
    }
  }

  @Test
  void list_runsByAVeryLongWord_findsThem() {
    String word = "x".repeat(30_000);
    try (Registry registry = open()) {
      RunRecord run = RunSamples.of(new RunId("run_1"), PRODUCTION, new TestClock().instant());
      registry.runs().append(List.of(new NewRun(run, Optional.empty(), "oh " + word)));

      assertThat(found(registry, word)).containsExactly(run.id());
      assertThat(found(registry, word + "x")).isEmpty();
    }
  }

  private static List<RunId> found(Registry registry, String word) {
    RunFilter filter =
        new RunFilter(
            RunFilter.Subject.ANY,
            RunFilter.Ending.ANY,
            RunFilter.Period.EVER,
            Optional.empty(),
            Optional.of(Words.of(word)));
    return registry.runs().list(PRODUCTION, filter, PageRequest.first(9)).items().stream()
        .map(RunRecord::id)
        .toList();
  }

  @Test
  void erase_runsOfAUser_readsNoneOfThem() {
    try (Registry registry = open()) {
      UserId user = new UserId("kp_probe");
      RunRecord run = RunSamples.of(new RunId("run_1"), PRODUCTION, new TestClock().instant());
      registry.runs().append(List.of(new NewRun(run, Optional.of(user), "")));
      // Whoever reads it trips over it.
      database.execute("UPDATE runs SET commit_id = 'none'");

      assertThat(registry.runs().erase(PRODUCTION, user, 0)).isOne();

      assertThat(registry.runs().find(PRODUCTION, run.id())).isEmpty();
    }
  }

  @Test
  void anyMethod_afterClose_saysSo() {
    Registry registry = open();
    registry.close();

    assertThatThrownBy(() -> registry.environments().list())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> registry.keys().issue(Role.READ, Optional.empty()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("closed");
    registry.close();
  }

  private Registry open() {
    return database.open(new TestClock());
  }

  private PostgresqlStore store() {
    return new PostgresqlStore(new Connections(database.at(), SHORT));
  }
}
