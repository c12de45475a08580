package dev.sluice.registry.sql;

import dev.sluice.registry.notice.CommentId;
import dev.sluice.registry.notice.CommentPlace;
import dev.sluice.registry.notice.Notices;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The comments on pull requests, within one transaction. */
record StoredComments(Handle transaction) {
  private static final String THERE =
      " WHERE environment = :environment AND repository = :repository AND pull_request = :number";

  Optional<CommentId> find(CommentPlace place) {
    return transaction
        .createQuery("SELECT id FROM comments" + THERE)
        .bind("environment", place.environment().value())
        .bind("repository", place.repository())
        .bind("number", place.pullRequest())
        .mapTo(Long.class)
        .findOne()
        .map(CommentId::new);
  }

  /** Forgets those that nobody has written for long. */
  void put(CommentPlace place, CommentId id, Instant now) {
    transaction.execute(
        "DELETE FROM comments WHERE written_at < ?",
        now.minus(Notices.COMMENT_KEPT).toEpochMilli());
    transaction
        .createUpdate(
            """
            INSERT INTO comments (environment, repository, pull_request, id, written_at)
            VALUES (:environment, :repository, :number, :id, :now)
            ON CONFLICT (environment, repository, pull_request)
            DO UPDATE SET id = excluded.id, written_at = excluded.written_at
            """)
        .bind("environment", place.environment().value())
        .bind("repository", place.repository())
        .bind("number", place.pullRequest())
        .bind("id", id.value())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  void delete(CommentPlace place) {
    transaction
        .createUpdate("DELETE FROM comments" + THERE)
        .bind("environment", place.environment().value())
        .bind("repository", place.repository())
        .bind("number", place.pullRequest())
        .execute();
  }
}
