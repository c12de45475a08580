package dev.sluice.registry.sqlite;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A sync that a worker has, within one transaction. */
record RunningSync(Handle transaction, SyncId id, EnvironmentName environment) {

  /**
   * @throws IllegalStateException if it isn't running
   */
  static RunningSync require(Handle transaction, SyncId id) {
    EnvironmentName environment =
        transaction
            .createQuery("SELECT environment FROM syncs WHERE id = :id AND status = 'running'")
            .bind("id", id.value())
            .map((row, context) -> new EnvironmentName(row.getString(1)))
            .findOne()
            .orElseThrow(() -> new NotRunningException(id));
    return new RunningSync(transaction, id, environment);
  }

  void fail(String reason) {
    transaction.execute("UPDATE syncs SET failure = ? WHERE id = ?", reason, id.value());
    end(SyncStatus.FAILED, Optional.empty(), List.of());
  }

  void end(SyncStatus status, Optional<CommitId> commit, List<Problem> problems) {
    transaction
        .createUpdate(
            """
            UPDATE syncs SET status = :status, commit_id = :commit, problems = :problems
            WHERE id = :id
            """)
        .bind("status", SyncRow.text(status))
        .bind("commit", commit.map(CommitId::value))
        .bind("problems", Json.write(problems))
        .bind("id", id.value())
        .execute();
  }
}
