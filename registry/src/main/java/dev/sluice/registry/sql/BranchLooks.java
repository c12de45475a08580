package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** When workers look where an environment's branch is, within one transaction. */
record BranchLooks(Handle moment, EnvironmentName environment) {

  /** When the last one began, if that was after {@code since} and isn't still to come. */
  Optional<Instant> last(Instant since, Instant now) {
    return moment
        .createQuery(
            """
            SELECT at FROM branch_looks
            WHERE environment = :environment AND at > :since AND at <= :now
            """)
        .bind("environment", environment.value())
        .bind("since", since.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /** Begins one, unless there is that. */
  Optional<Instant> begin(Instant now, Instant since) {
    Optional<Instant> last = last(since, now);
    if (last.isEmpty()) {
      put(now);
    }
    return last;
  }

  private void put(Instant now) {
    moment.execute(
        """
        INSERT INTO branch_looks (environment, at) VALUES (?, ?)
        ON CONFLICT (environment) DO UPDATE SET at = excluded.at
        """,
        environment.value(),
        now.toEpochMilli());
  }
}
