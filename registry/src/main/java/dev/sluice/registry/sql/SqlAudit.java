package dev.sluice.registry.sql;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.Audit;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.audit.Change;
import dev.sluice.registry.environment.EnvironmentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The audit log in tables. */
record SqlAudit(Database database) implements Audit {
  private static final int AT_ONCE = 1000;
  private static final String NEWEST = " ORDER BY seq DESC LIMIT :rows";

  @Override
  public Page<AuditEntry> list(AuditFilter filter, PageRequest request) {
    Paging paging = new Paging(request);
    return paging.page(database.read(moment -> list(moment, filter, paging)));
  }

  private static List<Placed<AuditEntry>> list(Handle moment, AuditFilter filter, Paging paging) {
    Map<String, Object> wanted = wanted(filter);
    wanted.put("seq < :below", paging.below());
    Query query =
        moment.createQuery(select(wanted.keySet(), filter.by())).bind("rows", paging.rows());
    wanted.forEach((condition, value) -> query.bind(parameter(condition), value));
    filter.by().ifPresent(it -> query.bind("by", it));
    return query.map(Placed.of(SqlAudit::entry)).list();
  }

  /** What is asked for, by the conditions that ask for it. */
  private static Map<String, Object> wanted(AuditFilter filter) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    filter.environment().ifPresent(it -> wanted.put("environment = :environment", it.value()));
    filter.action().ifPresent(it -> wanted.put("action = :action", it));
    filter.from().ifPresent(it -> wanted.put("at >= :from", it.toEpochMilli()));
    filter.to().ifPresent(it -> wanted.put("at < :to", it.toEpochMilli()));
    return wanted;
  }

  private static String parameter(String condition) {
    return condition.substring(condition.indexOf(':') + 1);
  }

  /** Ids and names have an index each, which one condition on both would pass by. */
  static String select(Set<String> wanted, Optional<String> by) {
    String where = String.join(" AND ", wanted);
    if (by.isEmpty()) {
      return newest(where);
    }
    return "SELECT * FROM (%s) AS with_id UNION SELECT * FROM (%s) AS with_name%s"
        .formatted(
            newest("by_id = :by AND " + where), newest("by_name = :by AND " + where), NEWEST);
  }

  private static String newest(String where) {
    return "SELECT * FROM audit WHERE " + where + NEWEST;
  }

  private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
    Actor by =
        new Actor(
            row.getString("by_id"),
            row.getString("by_name"),
            Optional.ofNullable(row.getString("address")),
            Optional.empty());
    Change change =
        new Change(
            row.getString("action"),
            Optional.ofNullable(row.getString("environment")).map(EnvironmentName::new),
            row.getString("subject"),
            Json.readMap(row.getString("details"), Object.class));
    return new AuditEntry(row.getString("id"), Instant.ofEpochMilli(row.getLong("at")), by, change);
  }

  @Override
  public int prune(Instant before) {
    int pruned = 0;
    int last;
    do {
      // Many small transactions, so that whoever waits to write waits briefly.
      last =
          database.write(transaction ->
              transaction.execute(
                  "DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE at < ? LIMIT ?)",
                  before.toEpochMilli(),
                  AT_ONCE));
      pruned += last;
    } while (last == AT_ONCE && !Thread.currentThread().isInterrupted());
    return pruned;
  }
}
