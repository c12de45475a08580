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

  /**
   * What is known of a sync for longer than its log: a release or a delivery names it, or the next
   * look at the branch goes by it, as what was found there last, or what failed last.
   */
  private static final String NAMED =
      """
      (EXISTS (SELECT 1 FROM releases
         WHERE releases.environment = syncs.environment AND made_by = syncs.id)
       OR EXISTS (SELECT 1 FROM deliveries WHERE deliveries.sync = syncs.id)
       OR seq = coalesce((SELECT max(seq) FROM syncs AS last
         WHERE last.environment = syncs.environment AND last.pull_request IS NULL
           AND last.status IN ('released', 'built', 'unchanged', 'rejected')), -1)
       OR seq = coalesce((SELECT max(seq) FROM syncs AS last
         WHERE last.environment = syncs.environment AND last.pull_request IS NULL
           AND last.status = 'failed' AND last.head IS NOT NULL), -1))
      """;

  /** The first that isn't kept, of the branch's or of pull requests' alike. */
  private static final String TOO_MANY =
      """
      (SELECT seq FROM syncs WHERE environment = :environment AND pull_request IS %s
       ORDER BY seq DESC LIMIT 1 OFFSET :keep)
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
                  AND (queued_at < :before
                    OR seq <= CASE WHEN pull_request IS NULL THEN %s ELSE %s END)
                  AND (NOT %s OR EXISTS (SELECT 1 FROM sync_log WHERE sync = syncs.id))
                ORDER BY seq
                """
                    .formatted(
                        ENDED, TOO_MANY.formatted("NULL"), TOO_MANY.formatted("NOT NULL"), NAMED))
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
