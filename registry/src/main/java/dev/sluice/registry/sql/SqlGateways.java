package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.Gateway;
import dev.sluice.registry.gateway.GatewayId;
import dev.sluice.registry.gateway.GatewayName;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.gateway.SeenGateway;
import dev.sluice.registry.gateway.Served;
import dev.sluice.registry.gateway.ServedChanges;
import dev.sluice.registry.gateway.Serving;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The gateways in tables. */
record SqlGateways(Database database, Clock clock) implements Gateways {

  /** One as its own row tells. */
  private record Row(Gateway gateway, Instant seenAt) {
    static Row read(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          new Gateway(
              new GatewayId(row.getString("id")),
              new GatewayName(row.getString("name")),
              row.getString("version"),
              Instant.ofEpochMilli(row.getLong("started_at"))),
          Instant.ofEpochMilli(row.getLong("seen_at")));
    }
  }

  @Override
  public void arrived(Gateway gateway, Map<EnvironmentName, Served> serves) {
    boolean _ =
        database.writeLoosely(transaction -> {
          put(transaction, gateway);
          new StoredServed(transaction).replace(gateway.id(), serves);
          return true;
        });
  }

  private void put(Handle transaction, Gateway gateway) {
    transaction
        .createUpdate(
            """
            INSERT INTO gateways (id, name, version, started_at, seen_at)
            VALUES (:id, :name, :version, :startedAt, :now)
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
            """)
        .bind("id", gateway.id().value())
        .bind("name", gateway.name().value())
        .bind("version", gateway.version())
        .bind("startedAt", gateway.startedAt().toEpochMilli())
        .bind("now", clock.millis())
        .execute();
  }

  @Override
  public boolean stays(GatewayId id, ServedChanges changes) {
    return database.writeLoosely(transaction -> {
      boolean known =
          transaction.execute(
                  "UPDATE gateways SET seen_at = ? WHERE id = ?", clock.millis(), id.value())
              == 1;
      if (known) {
        new StoredServed(transaction).change(id, changes);
      }
      return known;
    });
  }

  @Override
  public void left(GatewayId id) {
    int _ =
        database.writeLoosely(
            transaction -> transaction.execute("DELETE FROM gateways WHERE id = ?", id.value()));
  }

  @Override
  public void forgetGone() {
    long last = ago(FORGOTTEN_AFTER);
    if (database.read(moment -> isAnyGone(moment, last))) {
      // In a turn: two that forget the same at once might wait for each other.
      database.writing(
          transaction -> transaction.execute("DELETE FROM gateways WHERE seen_at <= ?", last));
    }
  }

  private static boolean isAnyGone(Handle moment, long last) {
    return moment
        .createQuery("SELECT EXISTS (SELECT 1 FROM gateways WHERE seen_at <= :last)")
        .bind("last", last)
        .mapTo(Boolean.class)
        .one();
  }

  private long ago(Duration time) {
    return clock.instant().minus(time).toEpochMilli();
  }

  @Override
  public Page<SeenGateway> list(PageRequest request) {
    Paging paging = new Paging(request);
    return paging.page(database.read(moment -> list(moment, paging)));
  }

  private List<Placed<SeenGateway>> list(Handle moment, Paging paging) {
    List<Placed<Row>> rows =
        moment
            .createQuery("SELECT * FROM gateways WHERE seq < :below ORDER BY seq DESC LIMIT :rows")
            .bind("below", paging.below())
            .bind("rows", paging.rows())
            .map(Placed.of(Row::read))
            .list();
    Map<GatewayId, Map<EnvironmentName, Served>> served =
        new StoredServed(moment).of(rows.stream().map(it -> it.item().gateway().id()).toList());
    long last = ago(GONE_AFTER);
    return rows.stream()
        .map(it -> new Placed<>(it.place(), seen(it.item(), last, served)))
        .toList();
  }

  private static SeenGateway seen(
      Row row, long last, Map<GatewayId, Map<EnvironmentName, Served>> served) {
    return new SeenGateway(
        row.gateway(),
        row.seenAt(),
        row.seenAt().toEpochMilli() <= last,
        served.getOrDefault(row.gateway().id(), Map.of()));
  }

  @Override
  public Serving serving(EnvironmentName environment, int release) {
    long last = ago(GONE_AFTER);
    return database.read(moment -> new StoredServed(moment).serving(environment, release, last));
  }
}
