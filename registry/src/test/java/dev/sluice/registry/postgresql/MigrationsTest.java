package dev.sluice.registry.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Tables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1));

  private final TestDatabase database = TestDatabase.empty();

  @Test
  void prepare_tablesThatABackupReads_changesThemOnceItIsOver() throws Exception {
    tablesOf("32");
    assertThatThrownBy(() -> Migrations.of(database.at()).prepare(Tables.AS_THEY_ARE))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("are older than this version of Sluice. Bring them up to date, as");
    try (Connection backup = backup()) {
      migrations(Patience.USUAL, () -> end(backup)).prepare(Tables.MIGRATED);

      Migrations.of(database.at()).prepare(Tables.AS_THEY_ARE);
    }
  }

  @Test
  void prepare_tablesThatABackupReadsForLong_saysWhatToDo() throws Exception {
    tablesOf("32");
    AtomicInteger tries = new AtomicInteger();
    try (Connection backup = backup()) {
      assertThatThrownBy(
              () -> migrations(Patience.USUAL, tries::incrementAndGet).prepare(Tables.MIGRATED))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll(
              "such as a backup", "sluice registry migrate --registry " + database.at());

      assertThat(tries).hasValueGreaterThan(1);
      assertThat(backup.isValid(5)).isTrue();
    }
  }

  @Test
  @Timeout(30)
  void prepare_tablesThatAnotherProcessChangesForLong_saysSo() throws Exception {
    tablesOf("32");
    try (Connection backup = backup()) {
      Patience waiting = Patience.LONG.withLock(Duration.ofSeconds(20));
      Migrations slow =
          new Migrations(database.at(), Patience.USUAL, waiting, Duration.ofSeconds(50), () -> {});
      Thread other = Thread.ofPlatform().start(() -> slow.prepare(Tables.MIGRATED));
      awaitOneThatWaitsForALock();

      assertThatThrownBy(() -> migrations(Patience.USUAL, () -> {}).prepare(Tables.MIGRATED))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("Another process")
          .hasMessageNotContaining("aren't those this version of Sluice works with");

      end(backup);
      other.join();
      Migrations.of(database.at()).prepare(Tables.AS_THEY_ARE);
    }
  }

  private void awaitOneThatWaitsForALock() throws SQLException {
    try (Connection connection = source(Patience.USUAL).getConnection();
        Statement statement = connection.createStatement()) {
      boolean waits = false;
      while (!waits) {
        try (ResultSet row =
            statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
          waits = row.next() && row.getBoolean(1);
        }
      }
    }
  }

  private void tablesOf(String version) {
    Flyway.configure()
        .dataSource(source(Patience.LONG))
        .locations("classpath:dev/sluice/registry/postgresql")
        .target(version)
        .load()
        .migrate();
  }

  private Connection backup() throws SQLException {
    Connection backup = source(Patience.USUAL).getConnection();
    backup.setAutoCommit(false);
    try (Statement statement = backup.createStatement()) {
      statement.execute("LOCK TABLE syncs IN ACCESS SHARE MODE");
    }
    return backup;
  }

  private static void end(Connection backup) {
    try {
      backup.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private DataSource source(Patience patience) {
    return new Connections(database.at(), patience).source();
  }

  private Migrations migrations(Patience looking, Runnable pause) {
    Patience changing = Patience.LONG.withLock(Duration.ofMillis(50));
    return new Migrations(database.at(), looking, changing, Duration.ZERO, pause);
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(20)
  void prepare_tablesThatNobodyMayRead_failsInTime(Tables tables) {
    try (PostgresqlStore store =
        new PostgresqlStore(new Connections(database.at(), Patience.USUAL))) {
      Migrations.of(database.at()).prepare(Tables.MIGRATED);

      store.<Boolean>write(transaction -> {
        transaction.execute("LOCK TABLE flyway_schema_history");
        assertThatThrownBy(() -> migrations(SHORT, () -> {}).prepare(tables))
            .isInstanceOf(RegistryException.class)
            .hasMessageContaining("too long");
        return true;
      });
    }
  }
}
