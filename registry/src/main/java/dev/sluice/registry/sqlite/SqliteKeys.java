package dev.sluice.registry.sqlite;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The API keys in SQLite, by hash. */
record SqliteKeys(Database database, Clock clock) implements Keys {

  @Override
  public IssuedKey issue(Role role, Optional<EnvironmentName> environment) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    ApiKey key = new ApiKey(KeyId.next(clock), role, environment, now);
    KeyValue value = KeyValue.random();
    database.writing(transaction -> insert(transaction, key, value));
    return new IssuedKey(key, value.secret());
  }

  private static void insert(Handle transaction, ApiKey key, KeyValue value) {
    key.environment().ifPresent(name -> SqliteEnvironments.require(transaction, name));
    transaction
        .createUpdate(
            """
            INSERT INTO api_keys (id, hash, role, environment, created_at)
            VALUES (:id, :hash, :role, :environment, :createdAt)
            """)
        .bind("id", key.id().value())
        .bind("hash", value.hash())
        .bind("role", key.role().name().toLowerCase(Locale.ROOT))
        .bind("environment", key.environment().map(EnvironmentName::value))
        .bind("createdAt", key.createdAt().toEpochMilli())
        .execute();
    StoredRevisions.keysChanged(transaction);
  }

  @Override
  public Optional<ApiKey> find(Secret value) {
    byte[] hash = new KeyValue(value).hash();
    return database.read(moment ->
        moment
            .createQuery("SELECT * FROM api_keys WHERE hash = :hash")
            .bind("hash", hash)
            .map(SqliteKeys::key)
            .findOne());
  }

  @Override
  public List<ApiKey> list() {
    return database.read(moment ->
        moment.createQuery("SELECT * FROM api_keys ORDER BY seq DESC").map(SqliteKeys::key).list());
  }

  private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
    return new ApiKey(
        new KeyId(row.getString("id")),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("environment")).map(EnvironmentName::new),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  @Override
  public boolean revoke(KeyId id) {
    return database.write(transaction -> {
      int revoked = transaction.execute("DELETE FROM api_keys WHERE id = ?", id.value());
      if (revoked > 0) {
        StoredRevisions.keysChanged(transaction);
      }
      return revoked > 0;
    });
  }
}
