package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.GatewayId;
import dev.sluice.registry.gateway.GatewayName;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.gateway.Served;
import dev.sluice.registry.gateway.ServedChanges;
import dev.sluice.registry.gateway.Serving;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What gateways serve, within one transaction. */
record StoredServed(Handle moment) {

  private record Row(GatewayId gateway, EnvironmentName environment, Served served) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          new GatewayId(row.getString("gateway")),
          new EnvironmentName(row.getString("environment")),
          new Served(
              row.getInt("release"),
              row.getBoolean("standby"),
              Instant.ofEpochMilli(row.getLong("since"))));
    }
  }

  /** It serves that and nothing else. */
  void replace(GatewayId gateway, Map<EnvironmentName, Served> serves) {
    moment.execute("DELETE FROM gateway_releases WHERE gateway = ?", gateway.value());
    change(gateway, new ServedChanges(serves, Set.of()));
  }

  void change(GatewayId gateway, ServedChanges changes) {
    if (!changes.now().isEmpty()) {
      put(gateway, changes.now());
    }
    if (!changes.noLonger().isEmpty()) {
      remove(gateway, changes.noLonger());
    }
  }

  private void put(GatewayId gateway, Map<EnvironmentName, Served> serves) {
    try (PreparedBatch batch =
        moment.prepareBatch(
            """
            INSERT INTO gateway_releases (gateway, environment, release, standby, since)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (gateway, environment) DO UPDATE SET
              release = excluded.release, standby = excluded.standby, since = excluded.since
            """)) {
      serves.forEach((environment, served) ->
          batch.add(
              gateway.value(),
              environment.value(),
              served.release(),
              served.standby(),
              served.since().toEpochMilli()));
      batch.execute();
    }
  }

  private void remove(GatewayId gateway, Set<EnvironmentName> environments) {
    try (PreparedBatch batch =
        moment.prepareBatch("DELETE FROM gateway_releases WHERE gateway = ? AND environment = ?")) {
      environments.forEach(it -> batch.add(gateway.value(), it.value()));
      batch.execute();
    }
  }

  /** What each of those serves; none that serves nothing. */
  Map<GatewayId, Map<EnvironmentName, Served>> of(List<GatewayId> gateways) {
    Map<GatewayId, Map<EnvironmentName, Served>> all = new HashMap<>();
    if (gateways.isEmpty()) {
      return all;
    }
    moment
        .createQuery("SELECT * FROM gateway_releases WHERE gateway IN (<gateways>)")
        .bindList("gateways", gateways.stream().map(GatewayId::value).toList())
        .map((row, _) -> Row.read(row))
        .forEach(it ->
            all.computeIfAbsent(it.gateway(), _ -> new HashMap<>())
                .put(it.environment(), it.served()));
    return all;
  }

  /**
   * @param last whoever was seen then at last isn't there any more
   */
  Serving serving(EnvironmentName environment, int release, long last) {
    List<Serving.By> by =
        moment
            .createQuery(
                """
                SELECT gateways.id, gateways.name, served.since
                FROM gateway_releases AS served JOIN gateways ON gateways.id = served.gateway
                WHERE served.environment = :environment AND served.release = :release
                  AND gateways.seen_at > :last
                ORDER BY gateways.name, gateways.seq LIMIT :most
                """)
            .bind("environment", environment.value())
            .bind("release", release)
            .bind("last", last)
            .bind("most", Gateways.MOST_SHOWN)
            .map((row, _) ->
                new Serving.By(
                    new GatewayId(row.getString("id")),
                    new GatewayName(row.getString("name")),
                    Instant.ofEpochMilli(row.getLong("since"))))
            .list();
    return new Serving(by, !by.isEmpty() && !isMissed(environment, release, last));
  }

  private boolean isMissed(EnvironmentName environment, int release, long last) {
    return moment
        .createQuery(
            """
            SELECT EXISTS
              (SELECT 1 FROM gateways
               WHERE seen_at > :last AND NOT EXISTS
                 (SELECT 1 FROM gateway_releases AS served
                  WHERE served.gateway = gateways.id AND served.environment = :environment
                    AND served.release = :release))
            """)
        .bind("environment", environment.value())
        .bind("release", release)
        .bind("last", last)
        .mapTo(Boolean.class)
        .one();
  }
}
