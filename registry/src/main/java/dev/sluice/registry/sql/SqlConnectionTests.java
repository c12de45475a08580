package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.ConnectionTest.Step;
import dev.sluice.registry.sync.ConnectionTests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The connection tests in tables. */
record SqlConnectionTests(Database database, Clock clock) implements ConnectionTests {

  @Override
  public ConnectionTest request(EnvironmentName environment) {
    return database.write(
        transaction -> {
          SqlEnvironments.require(transaction, environment);
          forgetOld(transaction, environment);
          return waiting(transaction, environment).orElseGet(() -> add(transaction, environment));
        },
        _ -> List.of(News.Work.CONNECTION_TEST_ASKED));
  }

  private void forgetOld(Handle transaction, EnvironmentName environment) {
    transaction.execute(
        """
        DELETE FROM connection_tests WHERE environment = ? AND (asked_at < ? OR seq <=
          (SELECT seq FROM connection_tests WHERE environment = ?
           ORDER BY seq DESC LIMIT 1 OFFSET ?))
        """,
        environment.value(),
        clock.instant().minus(REMEMBERED).toEpochMilli(),
        environment.value(),
        MOST - 1);
  }

  private static Optional<ConnectionTest> waiting(Handle transaction, EnvironmentName environment) {
    return transaction
        .createQuery(
            """
            SELECT * FROM connection_tests
            WHERE environment = :environment AND steps IS NULL AND held_until = 0
            """)
        .bind("environment", environment.value())
        .map(SqlConnectionTests::read)
        .findFirst();
  }

  private ConnectionTest add(Handle transaction, EnvironmentName environment) {
    return transaction
        .createQuery(
            """
            INSERT INTO connection_tests (id, environment, asked_at)
            VALUES (:id, :environment, :now) RETURNING *
            """)
        .bind("id", ConnectionTest.Id.next(clock).value())
        .bind("environment", environment.value())
        .bind("now", clock.instant().toEpochMilli())
        .map(SqlConnectionTests::read)
        .one();
  }

  @Override
  public Optional<ConnectionTest> claim(Instant now, Instant until) {
    // Most of the time there is none, and asking so needn't wait for a turn to write.
    return database.read(moment -> isWaiting(moment, now))
        ? database.write(transaction -> claim(transaction, now, until))
        : Optional.empty();
  }

  private static boolean isWaiting(Handle moment, Instant now) {
    return moment
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM connection_tests
              WHERE steps IS NULL AND held_until <= :now AND asked_at >= :since)
            """)
        .bind("now", now.toEpochMilli())
        .bind("since", now.minus(REMEMBERED).toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<ConnectionTest> claim(Handle transaction, Instant now, Instant until) {
    return transaction
        .createQuery(
            """
            UPDATE connection_tests SET held_until = :until
            WHERE seq = (SELECT seq FROM connection_tests
              WHERE steps IS NULL AND held_until <= :now AND asked_at >= :since
              ORDER BY seq LIMIT 1)
            RETURNING *
            """)
        .bind("now", now.toEpochMilli())
        .bind("since", now.minus(REMEMBERED).toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map(SqlConnectionTests::read)
        .findOne();
  }

  @Override
  public boolean end(ConnectionTest.Id id, List<Step> steps) {
    return database.write(transaction ->
        transaction.execute(
            "UPDATE connection_tests SET steps = ? WHERE id = ? AND steps IS NULL",
            Json.write(steps),
            id.value()))
        > 0;
  }

  @Override
  public Optional<ConnectionTest> find(EnvironmentName environment, ConnectionTest.Id id) {
    return database.read(moment ->
        moment
            .createQuery(
                "SELECT * FROM connection_tests WHERE id = :id AND environment = :environment")
            .bind("id", id.value())
            .bind("environment", environment.value())
            .map(SqlConnectionTests::read)
            .findOne());
  }

  private static ConnectionTest read(ResultSet row, StatementContext context) throws SQLException {
    return new ConnectionTest(
        new ConnectionTest.Id(row.getString("id")),
        new EnvironmentName(row.getString("environment")),
        Instant.ofEpochMilli(row.getLong("asked_at")),
        Optional.ofNullable(row.getString("steps")).map(json -> Json.read(json, Step.class)));
  }
}
