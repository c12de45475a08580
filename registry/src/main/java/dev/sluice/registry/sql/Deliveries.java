package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which push got which sync, within one transaction. Remembered for 30 days. */
record Deliveries(Handle transaction) {
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** The sync that this delivery got when it came first. */
  Optional<Sync> find(Push push) {
    return transaction
        .createQuery(
            """
            SELECT syncs.* FROM deliveries JOIN syncs ON syncs.id = deliveries.sync
            WHERE deliveries.environment = :environment AND delivery = :delivery
            """)
        .bind("environment", push.environment().value())
        .bind("delivery", push.deliveryId())
        .map(SyncRow::read)
        .findOne();
  }

  void add(Push push, SyncId sync, Instant now) {
    transaction.execute(
        """
        INSERT INTO deliveries (environment, delivery, head, sync, received_at, host)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        push.environment().value(),
        push.deliveryId(),
        push.head(),
        sync.value(),
        now.toEpochMilli(),
        push.host().map(GitHostKind::toString).orElse(null));
  }

  /** The kind of host that the last one that told it came from. */
  Optional<GitHostKind> lastHost(EnvironmentName environment) {
    return transaction
        .createQuery(
            """
            SELECT host FROM deliveries WHERE environment = :environment AND host IS NOT NULL
            ORDER BY received_at DESC LIMIT 1
            """)
        .bind("environment", environment.value())
        .mapTo(String.class)
        .findOne()
        .flatMap(GitHostKind::of);
  }

  /** Whether one said that the branch is at that commit. */
  boolean tell(EnvironmentName environment, CommitId commit) {
    return transaction
        .createQuery(
            """
            SELECT EXISTS
              (SELECT 1 FROM deliveries JOIN syncs ON syncs.id = deliveries.sync
               WHERE deliveries.environment = :environment AND deliveries.head = :commit
                 AND syncs.pull_request IS NULL)
            """)
        .bind("environment", environment.value())
        .bind("commit", commit.value())
        .mapTo(Boolean.class)
        .one();
  }

  /** When the last one of the branch came. */
  Optional<Instant> last(EnvironmentName environment) {
    return transaction
        .createQuery(
            """
            SELECT received_at FROM deliveries JOIN syncs ON syncs.id = deliveries.sync
            WHERE deliveries.environment = :environment AND syncs.pull_request IS NULL
            ORDER BY received_at DESC LIMIT 1
            """)
        .bind("environment", environment.value())
        .map((row, context) -> Instant.ofEpochMilli(row.getLong("received_at")))
        .findOne();
  }

  void forgetOld(Instant now) {
    transaction.execute(
        "DELETE FROM deliveries WHERE received_at < ?", now.minus(REMEMBERED).toEpochMilli());
  }
}
