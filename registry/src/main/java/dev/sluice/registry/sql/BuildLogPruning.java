package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Forgets what the bundler said of an environment's builds, but for those that are live anywhere,
 * in many small transactions so that a push waiting to be written waits briefly.
 */
record BuildLogPruning(Database database, EnvironmentName environment) {
  private static final int AT_ONCE = 200;

  /** Of those built before then, and before all of the newest {@code keep} syncs of the branch. */
  void run(Instant before, int keep) {
    long then = database.read(moment -> Math.max(before.toEpochMilli(), firstKept(moment, keep)));
    // Mostly there are none: so whether there are is asked before a turn to write is taken.
    if (!database.read(moment -> some(moment, then)).isEmpty()) {
      forget(then);
    }
  }

  private void forget(long then) {
    int last;
    do {
      last = database.write(transaction -> forget(transaction, some(transaction, then)));
    } while (last == AT_ONCE && !Thread.currentThread().isInterrupted());
  }

  /** When it was queued; the beginning of time if there are fewer. */
  private long firstKept(Handle moment, int keep) {
    return moment
        .createQuery(
            """
            SELECT queued_at FROM syncs
            WHERE environment = :environment AND pull_request IS NULL
            ORDER BY seq DESC LIMIT 1 OFFSET :skipped
            """)
        .bind("environment", environment.value())
        .bind("skipped", Math.max(0, keep - 1))
        .mapTo(Long.class)
        .findOne()
        .orElse(Long.MIN_VALUE);
  }

  private List<Long> some(Handle moment, long then) {
    return moment
        .createQuery(
            """
            SELECT seq FROM deployments
            WHERE environment = :environment AND built_at < :then AND build_log <> ''
              AND NOT EXISTS
                (SELECT 1 FROM environment_deployments AS known
                 JOIN release_deployments AS member
                   ON member.environment = known.environment
                     AND member.workflow = known.workflow
                     AND member.deployment = deployments.id
                 WHERE known.seq = deployments.seq
                   AND member.number =
                     (SELECT max(number) FROM releases WHERE environment = known.environment))
            LIMIT :atOnce
            """)
        .bind("environment", environment.value())
        .bind("then", then)
        .bind("atOnce", AT_ONCE)
        .mapTo(Long.class)
        .list();
  }

  private static int forget(Handle transaction, List<Long> some) {
    some.forEach(
        seq -> transaction.execute("UPDATE deployments SET build_log = '' WHERE seq = ?", seq));
    return some.size();
  }
}
