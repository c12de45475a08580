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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The audit log in tables. */
record SqlAudit(Database database) implements Audit {
  private static final int AT_ONCE = 1000;

  @Override
  public Page<AuditEntry> list(AuditFilter filter, PageRequest request) {
    Paging paging = new Paging(request);
    return paging.page(database.read(moment -> list(moment, filter, paging)));
  }

  private static List<Placed<AuditEntry>> list(Handle moment, AuditFilter filter, Paging paging) {
    Map<String, Object> wanted = wanted(filter);
    String where = String.join(" AND ", wanted.keySet());
    Object[] values = wanted.values().toArray();
    Object[] bound = Arrays.copyOf(values, values.length + 2);
    bound[values.length] = paging.below();
    bound[values.length + 1] = paging.rows();
    return moment
        .select(
            "SELECT * FROM audit WHERE "
                + (where.isEmpty() ? "" : where + " AND ")
                + "seq < ? ORDER BY seq DESC LIMIT ?",
            bound)
        .map(Placed.of(SqlAudit::entry))
        .list();
  }

  /** What is asked for, by the conditions that ask for it. */
  private static Map<String, Object> wanted(AuditFilter filter) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    filter.environment().ifPresent(it -> wanted.put("environment = ?", it.value()));
    filter.action().ifPresent(it -> wanted.put("action = ?", it));
    filter.by().ifPresent(it -> wanted.put("? IN (by_id, by_name)", it));
    filter.from().ifPresent(it -> wanted.put("at >= ?", it.toEpochMilli()));
    filter.to().ifPresent(it -> wanted.put("at < ?", it.toEpochMilli()));
    return wanted;
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
