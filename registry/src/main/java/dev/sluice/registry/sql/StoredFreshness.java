package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Freshness;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What an environment's syncs know of its branch, within one transaction. */
record StoredFreshness(Handle moment, EnvironmentName environment) {
  Freshness read() {
    boolean underWay = isUnderWay();
    return moment
        .createQuery(
            """
            SELECT commit_id, queued_at FROM syncs
            WHERE environment = :environment AND commit_id IS NOT NULL AND pull_request IS NULL
              AND status IN ('released', 'built', 'unchanged', 'rejected')
            ORDER BY seq DESC LIMIT 1
            """)
        .bind("environment", environment.value())
        .map((row, context) ->
            new Freshness(
                underWay,
                Optional.of(new CommitId(row.getString("commit_id"))),
                Optional.of(Instant.ofEpochMilli(row.getLong("queued_at")))))
        .findOne()
        .orElseGet(() -> new Freshness(underWay, Optional.empty(), Optional.empty()));
  }

  private boolean isUnderWay() {
    return moment
        .createQuery(
            """
            SELECT EXISTS
              (SELECT 1 FROM syncs WHERE environment = :environment AND status = 'queued'
                 AND pull_request IS NULL
               UNION ALL
               SELECT 1 FROM syncs WHERE environment = :environment AND status = 'running'
                 AND pull_request IS NULL)
            """)
        .bind("environment", environment.value())
        .mapTo(Boolean.class)
        .one();
  }
}
