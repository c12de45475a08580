package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Failing;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The commits that an environment's syncs have failed for, within one transaction. */
record FailingCommits(Handle moment, EnvironmentName environment) {

  /** The last one, if no sync has read the branch to an end since. */
  Optional<Failing> last() {
    return moment
        .createQuery(
            """
            WITH failed AS
              (SELECT seq, head, queued_at FROM syncs
               WHERE environment = :environment AND pull_request IS NULL AND head IS NOT NULL
                 AND status = 'failed' AND seq > coalesce(
                   (SELECT max(seq) FROM syncs
                    WHERE environment = :environment AND pull_request IS NULL
                      AND status IN ('released', 'built', 'unchanged', 'rejected')), 0))
            SELECT head, count(*) AS times, max(queued_at) AS newest FROM failed
            WHERE head = (SELECT head FROM failed ORDER BY seq DESC LIMIT 1)
            GROUP BY head
            """)
        .bind("environment", environment.value())
        .map((row, context) ->
            new Failing(
                new CommitId(row.getString("head")),
                row.getInt("times"),
                Instant.ofEpochMilli(row.getLong("newest"))))
        .findOne();
  }
}
