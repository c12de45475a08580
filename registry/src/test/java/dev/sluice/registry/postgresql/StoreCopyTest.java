package dev.sluice.registry.postgresql;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.bundle;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.Words;
import dev.sluice.registry.contract.RunSamples;
import dev.sluice.registry.contract.Samples;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreCopy;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.MasterKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry moves from SQLite to PostgreSQL and back. */
class StoreCopyTest {
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final UserId ALICE = new UserId("kp_alice");

  @TempDir Path first;
  @TempDir Path second;

  private final TestDatabase database = TestDatabase.empty();
  private final TestClock clock = new TestClock();

  @Test
  void run_thereAndBack_keepsEverything() {
    try (Registry registry = SqliteRegistry.open(first, TestDatabase.KEY, clock)) {
      fill(registry);
    }

    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      assertThat(copy(from, to)).isGreaterThan(600);
    }
    try (Registry registry = database.open(clock)) {
      assertHoldsAll(registry);
    }
    try (Store from = PostgresqlRegistry.store(database.at());
        Store to = SqliteRegistry.store(second)) {
      copy(from, to);
    }
    try (Registry registry = SqliteRegistry.open(second, TestDatabase.KEY, clock)) {
      assertHoldsAll(registry);
    }
    try (Store there = SqliteRegistry.store(first);
        Store back = SqliteRegistry.store(second)) {
      assertThat(rows(back)).isEqualTo(rows(there));
    }
  }

  private void fill(Registry registry) {
    Samples samples = new Samples(registry);
    samples.environment(PRODUCTION, true);
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"), build("b", "u", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_1"));
    registry.syncs().accept(push(PRODUCTION, "1"));
    registry
        .variables()
        .put(
            PRODUCTION,
            new Variable(new VariableName("A"), new Secret("kept"), true),
            new KeyId("key_1"));
    registry.keys().issue(Role.READ, Optional.of(PRODUCTION));
    registry
        .runs()
        .append(
            IntStream.range(0, 601)
                .mapToObj(i ->
                    new NewRun(
                        RunSamples.of(new RunId("run_" + i), PRODUCTION, clock.instant()),
                        Optional.of(ALICE),
                        ""))
                .toList());
  }

  private void assertHoldsAll(Registry registry) {
    assertThat(registry.releases().live(PRODUCTION).orElseThrow().number()).isEqualTo(3);
    assertThat(registry.variables().list(PRODUCTION))
        .extracting(it -> it.variable().value().reveal())
        .containsExactly("kept");
    assertThat(registry.runs().list(PRODUCTION, ofAlice(), PageRequest.first(200)).items())
        .hasSize(200);
  }

  private static RunFilter ofAlice() {
    return new RunFilter(
        RunFilter.Subject.ANY,
        RunFilter.Ending.ANY,
        RunFilter.Period.EVER,
        Optional.of(ALICE),
        Optional.empty());
  }

  /** As earlier versions kept it in SQLite, which takes a NUL as it is. */
  @Test
  void run_bundleWithNul_isTheSameBundle() {
    Bundle bundle = bundle("/[\0-\u001f]/");
    DeploymentId id;
    try (Registry registry = SqliteRegistry.open(first, TestDatabase.KEY, clock)) {
      Samples samples = new Samples(registry);
      samples.environment(PRODUCTION, true);
      id =
          samples
              .release(PRODUCTION, commit(1), build("a", "t", bundle.code()))
              .deployments()
              .getFirst()
              .id();
    }
    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      from.write(transaction ->
          transaction.execute(
              "UPDATE bundles SET code = replace(code, char(65535) || '0000', char(0))"));
      assertThat(hasNul(from)).isTrue();
      copy(from, to);
    }

    try (Registry old = SqliteRegistry.open(first, TestDatabase.KEY, clock);
        Registry copied = database.open(clock)) {
      assertThat(old.deployments().bundle(id)).contains(bundle);
      assertThat(copied.deployments().bundle(id)).contains(bundle);
    }
  }

  private static boolean hasNul(Store store) {
    return store.read(moment ->
        moment
            .createQuery("SELECT instr(CAST(code AS BLOB), x'00') > 0 FROM bundles")
            .mapTo(Boolean.class)
            .one());
  }

  @Test
  void change_afterACopy_isNumberedBehindWhatWasCopied() {
    try (Registry registry = SqliteRegistry.open(first, TestDatabase.KEY, clock)) {
      fill(registry);
    }
    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      copy(from, to);
    }

    try (Registry registry = database.open(clock)) {
      Sync next = registry.syncs().accept(push(PRODUCTION, "2"));

      assertThat(registry.syncs().list(PRODUCTION, Optional.empty(), PageRequest.first(1)).items())
          .extracting(Sync::id)
          .containsExactly(next.id());
    }
  }

  @Test
  void run_failedRun_isFoundByItsErrorAfterwards() {
    RunRecord sample = RunSamples.of(new RunId("run_1"), PRODUCTION, clock.instant());
    RunRecord.Result result =
        new RunRecord.Result(
            sample.result().startedAt(),
            sample.result().duration(),
            "failed",
            "stop",
            "{\"effects\":{\"a\":[\"effect\"]},\"error\":{\"code\":\"too_slow\",\"message\":\"Gave"
                + " up\"}}");
    RunRecord run =
        new RunRecord(sample.id(), PRODUCTION, sample.subject(), result, RunRecord.Trace.NONE);
    try (Registry registry = SqliteRegistry.open(first, TestDatabase.KEY, clock)) {
      registry.runs().append(List.of(new NewRun(run, Optional.empty(), "too_slow Gave up")));
    }
    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      copy(from, to);
    }

    try (Registry registry = database.open(clock)) {
      assertThat(withWords(registry, "slow gave")).hasSize(1);
      assertThat(withWords(registry, "effect")).isEmpty();
    }
  }

  private static List<RunRecord> withWords(Registry registry, String words) {
    RunFilter filter =
        new RunFilter(
            RunFilter.Subject.ANY,
            RunFilter.Ending.ANY,
            RunFilter.Period.EVER,
            Optional.empty(),
            Optional.of(Words.of(words)));
    return registry.runs().list(PRODUCTION, filter, PageRequest.first(9)).items();
  }

  @Test
  void run_brokenOff_leavesTheOtherEmpty() {
    try (Registry registry = SqliteRegistry.open(first, TestDatabase.KEY, clock)) {
      fill(registry);
    }
    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      damage(from, "[");
      assertThatThrownBy(() -> copy(from, to)).isInstanceOf(RuntimeException.class);
      assertThat(PostgresqlRegistry.exists(database.at())).isFalse();

      damage(from, "[]");
      copy(from, to);
      assertThat(PostgresqlRegistry.exists(database.at())).isTrue();
    }
  }

  /** A log that can't be read stops it at the end. */
  private static void damage(Store store, String log) {
    store.write(
        transaction -> transaction.execute("UPDATE runs SET log = ? WHERE id = 'run_600'", log));
  }

  @Test
  void run_intoOneThatIsUsed_isRefused() {
    SqliteRegistry.open(first, TestDatabase.KEY, clock).close();
    database.open(clock).close();

    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      assertThatThrownBy(() -> copy(from, to))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("isn't empty");
    }
  }

  @Test
  void run_fromTablesThatANewerVersionAddedTo_isRefused() {
    SqliteRegistry.open(first, TestDatabase.KEY, clock).close();

    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      from.write(transaction ->
          transaction.execute(
              "UPDATE flyway_schema_history SET version = '999' WHERE installed_rank ="
                  + " (SELECT max(installed_rank) FROM flyway_schema_history)"));
      assertThatThrownBy(() -> copy(from, to))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("newer version");
    }
  }

  @Test
  void run_withAnotherKey_isRefused() {
    SqliteRegistry.open(first, TestDatabase.OTHER, clock).close();

    try (Store from = SqliteRegistry.store(first);
        Store to = PostgresqlRegistry.store(database.at())) {
      assertThatThrownBy(() -> copy(from, to)).isInstanceOf(MasterKeyException.class);
    }
  }

  private static long copy(Store from, Store to) {
    return new StoreCopy(from, to, MasterKeys.of(TestDatabase.KEY), _ -> {}).run();
  }

  /** Of every table, as text. */
  private static Map<String, List<String>> rows(Store store) {
    return store.read(moment -> {
      Map<String, List<String>> rows = new TreeMap<>();
      List<String> tables =
          moment
              .createQuery(
                  """
                  SELECT name FROM pragma_table_list
                  WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'flyway%'
                    AND name NOT LIKE 'run_words%'
                  """)
              .mapTo(String.class)
              .list();
      for (String table : tables) {
        rows.put(
            table,
            moment.createQuery("SELECT * FROM " + table).mapToMap().stream()
                .map(row -> {
                  row.replaceAll(
                      (_, it) -> it instanceof byte[] bytes ? List.of(bytes.length) : it);
                  return new TreeMap<>(row).toString();
                })
                .sorted()
                .toList());
      }
      return rows;
    });
  }
}
