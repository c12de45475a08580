package dev.sluice.registry.sqlite;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The runs in SQLite. */
record SqliteRuns(Database database) implements Runs {
  /** Sorts after every id. */
  private static final String ABOVE_ALL = "~";

  @Override
  public void append(List<RunRecord> runs) {
    if (!runs.isEmpty()) {
      database.writing(transaction -> insert(transaction, runs));
    }
  }

  /** Passes over those it has, so that a batch may be tried again. */
  private static void insert(Handle transaction, List<RunRecord> runs) {
    try (PreparedBatch batch =
        transaction.prepareBatch(
            """
            INSERT OR IGNORE INTO runs
              (environment, id, trigger_name, workflow, deployment, commit_id, release,
               started_at, nanos, status, decision, detail, log)
            VALUES
              (:environment, :id, :trigger, :workflow, :deployment, :commit, :release,
               :startedAt, :nanos, :status, :decision, :detail, :log)
            """)) {
      runs.forEach(run -> RunRow.bind(batch, run));
      batch.execute();
    }
  }

  @Override
  public Optional<RunRecord> find(EnvironmentName environment, RunId id) {
    return database.read(moment ->
        moment
            .createQuery("SELECT * FROM runs WHERE environment = :environment AND id = :id")
            .bind("environment", environment.value())
            .bind("id", id.value())
            .map(RunRow::read)
            .findOne());
  }

  @Override
  public Page<RunRecord> list(EnvironmentName environment, PageRequest request) {
    Paging paging = new Paging(request);
    List<RunRecord> found =
        database.read(moment ->
            moment
                .createQuery(
                    """
                    SELECT * FROM runs
                    WHERE environment = :environment AND id < :after
                    ORDER BY id DESC LIMIT :rows
                    """)
                .bind("environment", environment.value())
                .bind("after", request.after().orElse(ABOVE_ALL))
                .bind("rows", paging.rows())
                .map(RunRow::read)
                .list());
    return paging.page(found, run -> run.id().value());
  }

  @Override
  public int prune(Instant before, int keep) {
    if (keep < 0) {
      throw new IllegalArgumentException("keep must be 0 or more, not " + keep);
    }
    RunPruning pruning = new RunPruning(database);
    return pruning.byAge(before) + pruning.byCount(keep);
  }
}
