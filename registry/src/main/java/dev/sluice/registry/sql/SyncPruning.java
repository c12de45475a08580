package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Forgets an environment's syncs and their logs, in many small transactions so that a push waiting
 * to be written waits briefly.
 */
record SyncPruning(Database database, EnvironmentName environment) {
  private static final int AT_ONCE = 20;
  private static final String ENDED = "status NOT IN ('queued', 'running')";

  /** What names a sync for longer than it is remembered. */
  private static final String NAMED =
      """
      (EXISTS (SELECT 1 FROM releases
         WHERE releases.environment = syncs.environment AND made_by = syncs.id)
       OR EXISTS (SELECT 1 FROM deliveries WHERE deliveries.sync = syncs.id))
      """;

  /** How many were forgotten whole. */
  int run(Instant before, int keep) {
    List<String> old = old(before, keep);
    int forgotten = 0;
    for (int from = 0; from < old.size(); from += AT_ONCE) {
      List<String> some = old.subList(from, Math.min(old.size(), from + AT_ONCE));
      forgotten +=
          database.write(
              transaction -> some.stream().mapToInt(sync -> forget(transaction, sync)).sum());
    }
    return forgotten;
  }

  private List<String> old(Instant before, int keep) {
    return database.read(moment ->
        moment
            .createQuery(
                """
                SELECT id FROM syncs
                WHERE environment = :environment AND %s
                  AND (queued_at < :before OR seq <=
                    (SELECT seq FROM syncs WHERE environment = :environment
                     ORDER BY seq DESC LIMIT 1 OFFSET :keep))
                  AND (NOT %s OR EXISTS (SELECT 1 FROM sync_log WHERE sync = syncs.id))
                ORDER BY seq
                """
                    .formatted(ENDED, NAMED))
            .bind("environment", environment.value())
            .bind("before", before.toEpochMilli())
            .bind("keep", keep)
            .mapTo(String.class)
            .list());
  }

  /** It may have been queued again since it was looked at. */
  private static int forget(Handle transaction, String sync) {
    transaction.execute(
        "DELETE FROM sync_log WHERE sync = (SELECT id FROM syncs WHERE id = ? AND " + ENDED + ")",
        sync);
    return transaction.execute(
        "DELETE FROM syncs WHERE id = ? AND " + ENDED + " AND NOT " + NAMED, sync);
  }
}
