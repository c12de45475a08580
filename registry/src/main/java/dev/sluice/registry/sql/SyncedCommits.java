package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.SyncedCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The commits that were brought into an environment, within one transaction. */
record SyncedCommits(Handle moment, EnvironmentName environment) {

  Optional<SyncedCommit> find(CommitId commit) {
    return moment
        .createQuery(
            """
            SELECT commit_id, inputs FROM synced_commits
            WHERE environment = :environment AND commit_id = :commit
            """)
        .bind("environment", environment.value())
        .bind("commit", commit.value())
        .map(SyncedCommits::read)
        .findOne();
  }

  /** The commit whose build has all of that one; empty if it was never brought in. */
  Optional<CommitId> builtAs(CommitId commit) {
    return moment
        .createQuery(
            """
            SELECT built_as FROM synced_commits
            WHERE environment = :environment AND commit_id = :commit
            """)
        .bind("environment", environment.value())
        .bind("commit", commit.value())
        .mapTo(String.class)
        .findOne()
        .map(CommitId::new);
  }

  Optional<SyncedCommit> last() {
    return moment
        .createQuery(
            """
            SELECT commit_id, inputs FROM synced_commits
            WHERE environment = :environment ORDER BY seq DESC LIMIT 1
            """)
        .bind("environment", environment.value())
        .map(SyncedCommits::read)
        .findOne();
  }

  private static SyncedCommit read(ResultSet row, StatementContext context) throws SQLException {
    return new SyncedCommit(new CommitId(row.getString("commit_id")), row.getString("inputs"));
  }

  /** The commit is now the one brought in last, also if it was brought in before. */
  void built(SyncedCommit commit) {
    moment.execute(
        "DELETE FROM synced_commits WHERE environment = ? AND commit_id = ?",
        environment.value(),
        commit.commit().value());
    moment.execute(
        """
        INSERT INTO synced_commits (environment, commit_id, inputs, built_as)
        VALUES (?, ?, ?, ?)
        """,
        environment.value(),
        commit.commit().value(),
        commit.inputs(),
        commit.commit().value());
  }

  /**
   * A new commit that changes nothing has the inputs and the build of the one it is the same as.
   * One that was known already isn't brought in again: what is there is still the last one's.
   *
   * @throws IllegalArgumentException if that one was never brought in
   */
  void unchanged(CommitId commit, CommitId same) {
    if (find(same).isEmpty()) {
      throw new IllegalArgumentException(
          "commit " + commit + " can't be the same as " + same + ", which was never brought in");
    }
    moment.execute(
        """
        INSERT INTO synced_commits (environment, commit_id, inputs, built_as)
        SELECT environment, ?, inputs, built_as FROM synced_commits
        WHERE environment = ? AND commit_id = ?
        ON CONFLICT (environment, commit_id) DO NOTHING
        """,
        commit.value(),
        environment.value(),
        same.value());
  }

  /** Whether what the commit builds was ever in a release whole. */
  boolean wasLive(CommitId commit) {
    return moment
        .createQuery(
            """
            SELECT EXISTS
              (SELECT 1 FROM synced_commits AS synced
               JOIN releases ON releases.environment = synced.environment
                 AND releases.commit_id = synced.built_as
               WHERE synced.environment = :environment AND synced.commit_id = :commit)
            """)
        .bind("environment", environment.value())
        .bind("commit", commit.value())
        .mapTo(Boolean.class)
        .one();
  }
}
