package dev.sluice.registry.sql;

import dev.sluice.registry.FullException;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Grant;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Revocation;
import dev.sluice.registry.key.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The API keys in tables, by hash. */
record SqlKeys(Database database, Trail trail) implements Keys {
  private static final List<News> CHANGED = List.of(News.Work.KEYS_CHANGED);

  @Override
  public IssuedKey issue(NewKey wanted) {
    IssuedKey made = made(wanted);
    return database.write(
        transaction -> {
          requireRoom(transaction);
          insert(transaction, made);
          return made;
        },
        _ -> CHANGED);
  }

  @Override
  public Optional<IssuedKey> issueIfNone(NewKey wanted) {
    IssuedKey made = made(wanted);
    return database.write(
        transaction -> {
          if (count(transaction) > 0) {
            return Optional.empty();
          }
          insert(transaction, made);
          return Optional.of(made);
        },
        issued -> issued.isPresent() ? CHANGED : List.of());
  }

  private IssuedKey made(NewKey wanted) {
    Instant now = Instant.ofEpochMilli(trail.clock().millis());
    ApiKey key =
        new ApiKey(KeyId.next(trail.clock()), wanted.name(), wanted.grant(), life(wanted, now));
    if (key.hasExpired(now)) {
      throw new IllegalArgumentException("a key must expire in the future, or never");
    }
    return new IssuedKey(key, KeyValue.random().secret());
  }

  private static int count(Handle transaction) {
    return transaction.createQuery("SELECT count(*) FROM api_keys").mapTo(Integer.class).one();
  }

  private static void requireRoom(Handle transaction) {
    if (count(transaction) >= MOST) {
      throw new FullException("there are %,d API keys: revoke some first".formatted(MOST));
    }
  }

  private ApiKey.Life life(NewKey wanted, Instant now) {
    Optional<Instant> end = wanted.expiresAt().map(it -> Instant.ofEpochMilli(it.toEpochMilli()));
    return new ApiKey.Life(now, Optional.of(trail.actor().id()), end, Optional.empty());
  }

  private static Change issued(ApiKey key) {
    return about("key.issue", key).with("expiresAt", key.life().expiresAt().map(Instant::toString));
  }

  /** A key for one environment is that environment's affair. */
  private static Change about(String action, ApiKey key) {
    return new Change(action, key.environment(), key.id().value(), Map.of())
        .with("name", key.name())
        .with("role", text(key.role()));
  }

  private static String text(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private void insert(Handle transaction, IssuedKey issued) {
    ApiKey key = issued.key();
    key.environment().ifPresent(name -> SqlEnvironments.require(transaction, name));
    transaction
        .createUpdate(
            """
            INSERT INTO api_keys (id, name, hash, role, environment, created_at, made_by, expires_at)
            VALUES (:id, :name, :hash, :role, :environment, :createdAt, :by, :expiresAt)
            """)
        .bind("id", key.id().value())
        .bind("name", key.name())
        .bind("hash", new KeyValue(issued.value()).hash())
        .bind("role", text(key.role()))
        .bind("environment", key.environment().map(EnvironmentName::value))
        .bind("createdAt", key.life().createdAt().toEpochMilli())
        .bind("by", key.life().by())
        .bind("expiresAt", key.life().expiresAt().map(Instant::toEpochMilli))
        .execute();
    StoredRevisions.keysChanged(transaction);
    trail.add(transaction, issued(key));
  }

  @Override
  public Optional<ApiKey> find(Secret value) {
    byte[] hash = new KeyValue(value).hash();
    return database.read(moment ->
        moment
            .createQuery("SELECT * FROM api_keys WHERE hash = :hash")
            .bind("hash", hash)
            .map(SqlKeys::key)
            .findOne());
  }

  @Override
  public List<HashedKey> hashed() {
    return database.read(moment ->
        moment.createQuery("SELECT * FROM api_keys ORDER BY seq").map(SqlKeys::withHash).list());
  }

  private static HashedKey withHash(ResultSet row, StatementContext context) throws SQLException {
    return new HashedKey(key(row, context), HexFormat.of().formatHex(row.getBytes("hash")));
  }

  @Override
  public Page<ApiKey> list(PageRequest request) {
    Paging paging = new Paging(request);
    return paging.page(
        database.read(moment ->
            moment
                .createQuery(
                    "SELECT * FROM api_keys WHERE seq < :below ORDER BY seq DESC LIMIT :rows")
                .bind("below", paging.below())
                .bind("rows", paging.rows())
                .map(Placed.of(SqlKeys::key))
                .list()));
  }

  private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
    Grant grant =
        new Grant(
            Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
            Optional.ofNullable(row.getString("environment")).map(EnvironmentName::new));
    ApiKey.Life life =
        new ApiKey.Life(
            Instant.ofEpochMilli(row.getLong("created_at")),
            Optional.ofNullable(row.getString("made_by")),
            instant(row, "expires_at"),
            instant(row, "last_used_at"));
    return new ApiKey(new KeyId(row.getString("id")), row.getString("name"), grant, life);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  @Override
  public boolean revoke(KeyId id) {
    return database.write(
        transaction -> revoke(transaction, id), revoked -> revoked ? CHANGED : List.of());
  }

  private boolean revoke(Handle transaction, KeyId id) {
    Optional<ApiKey> revoked =
        transaction
            .createQuery("DELETE FROM api_keys WHERE id = :id RETURNING *")
            .bind("id", id.value())
            .map(SqlKeys::key)
            .findOne();
    revoked.ifPresent(key -> {
      StoredRevisions.keysChanged(transaction);
      trail.add(transaction, about("key.revoke", key));
    });
    return revoked.isPresent();
  }

  @Override
  public int prune(Instant before) {
    return database.write(transaction -> {
      List<KeyId> old =
          transaction
              .createQuery("SELECT id FROM api_keys WHERE expires_at < :before")
              .bind("before", before.toEpochMilli())
              .map((row, _) -> new KeyId(row.getString("id")))
              .list();
      old.forEach(key -> revoke(transaction, key));
      return old.size();
    });
  }

  @Override
  public Revocation revokeUnlessLast(KeyId id) {
    return database.write(
        transaction -> {
          if (isLast(transaction, id)) {
            return Revocation.LAST;
          }
          return revoke(transaction, id) ? Revocation.DONE : Revocation.UNKNOWN;
        },
        revocation -> revocation == Revocation.DONE ? CHANGED : List.of());
  }

  private boolean isLast(Handle transaction, KeyId id) {
    return transaction
        .createQuery(
            """
            SELECT id FROM api_keys WHERE role = 'admin' AND environment IS NULL
              AND (expires_at IS NULL OR expires_at > :now)
            LIMIT 2
            """)
        .bind("now", trail.clock().millis())
        .mapTo(String.class)
        .list()
        .equals(List.of(id.value()));
  }

  @Override
  public void used(Map<KeyId, Instant> last) {
    if (!last.isEmpty()) {
      database.writing(transaction -> note(transaction, last));
    }
  }

  private static void note(Handle transaction, Map<KeyId, Instant> last) {
    try (PreparedBatch batch =
        transaction.prepareBatch(
            """
            UPDATE api_keys SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) < ?
            """)) {
      last.forEach((key, at) -> batch.add(at.toEpochMilli(), key.value(), at.toEpochMilli()));
      batch.execute();
    }
  }
}
