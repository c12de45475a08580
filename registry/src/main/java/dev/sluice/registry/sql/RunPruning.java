package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Forgets an environment's runs, in many small transactions so that a push waiting to be written
 * waits briefly.
 */
record RunPruning(Database database, EnvironmentName environment) {
  static final int AT_ONCE = 200;

  /** Those that began before then; how many that was. */
  int byAge(Instant before) {
    return below(RunNumbers.from(before));
  }

  /** All but the newest; how many that was. */
  int byCount(int keep) {
    return database
        .read(moment ->
            moment
                .createQuery(
                    """
                    SELECT seq FROM runs WHERE environment = :environment
                    ORDER BY seq DESC LIMIT 1 OFFSET :keep
                    """)
                .bind("environment", environment.value())
                .bind("keep", keep)
                .mapTo(Long.class)
                .findOne())
        .map(newest -> below(newest + 1))
        .orElse(0);
  }

  /** Mostly there are none: so whether there are is asked before a turn to write is taken. */
  private int below(long number) {
    return database.read(moment -> below(moment, number)).isEmpty()
        ? 0
        : forget(transaction -> below(transaction, number));
  }

  private List<Long> below(Handle moment, long number) {
    return moment
        .createQuery(
            """
            SELECT seq FROM runs WHERE environment = :environment AND seq < :number
            ORDER BY seq LIMIT :atOnce
            """)
        .bind("environment", environment.value())
        .bind("number", number)
        .bind("atOnce", AT_ONCE)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Those that {@code some} finds, until it finds fewer than were asked for or the thread is
   * interrupted; how many that was.
   */
  int forget(Function<Handle, List<Long>> some) {
    int forgotten = 0;
    int last;
    do {
      last = database.writeRuns(transaction -> forget(transaction, some.apply(transaction)));
      forgotten += last;
    } while (last == AT_ONCE && !Thread.currentThread().isInterrupted());
    return forgotten;
  }

  private int forget(Handle transaction, List<Long> numbers) {
    database.store().runIndex().forget(transaction, numbers);
    try (PreparedBatch batch = transaction.prepareBatch("DELETE FROM runs WHERE seq = ?")) {
      numbers.forEach(batch::add);
      batch.execute();
    }
    return numbers.size();
  }
}
