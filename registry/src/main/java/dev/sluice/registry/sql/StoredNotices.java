package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.notice.Notices;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.sync.SyncStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What hosts are still to be told, within one transaction. */
record StoredNotices(Handle transaction) {

  /** The commit that a sync's host is told of, if it is told. */
  Optional<CommitId> head(Sync sync) {
    return transaction
        .createQuery("SELECT told_commit FROM syncs WHERE id = :id AND told_commit IS NOT NULL")
        .bind("id", sync.id().value())
        .mapTo(String.class)
        .findOne()
        .map(CommitId::new);
  }

  void begin(Sync sync, CommitId commit, Instant due, Instant now) {
    Optional<CommitId> before = head(sync);
    if (before.equals(Optional.of(commit))) {
      return;
    }
    before.ifPresent(it -> status(sync, Notice.Kind.OVERTAKEN, it, now, now));
    transaction.execute(
        "UPDATE syncs SET told_commit = ? WHERE id = ?", commit.value(), sync.id().value());
    status(sync, Notice.Kind.STATUS, commit, now, due);
  }

  /** The sync has ended, or another takes its place. */
  void ended(Sync sync, Notice.Kind kind, Instant now) {
    Optional<CommitId> head = head(sync);
    head.ifPresent(it -> status(sync, kind, it, now, now));
    boolean told = sync.status() == SyncStatus.CHECKED || sync.status() == SyncStatus.REJECTED;
    head.filter(_ -> told)
        .flatMap(_ -> sync.pullRequest())
        .ifPresent(
            it -> put(sync, Notice.Kind.COMMENT, "comment " + it.number(), head.get(), now, now));
  }

  private void status(Sync sync, Notice.Kind kind, CommitId commit, Instant now, Instant due) {
    String of = sync.pullRequest().map(it -> " " + it.number()).orElse("");
    put(sync, kind, "status " + commit + of, commit, now, due);
  }

  private void put(
      Sync sync, Notice.Kind kind, String subject, CommitId commit, Instant now, Instant due) {
    transaction
        .createUpdate(
            """
            INSERT INTO notices (environment, subject, kind, commit_id, sync, version, since, due_at)
            VALUES (:environment, :subject, :kind, :commit, :sync, :now, :now, :due)
            ON CONFLICT (environment, subject) DO UPDATE SET kind = excluded.kind,
              commit_id = excluded.commit_id, sync = excluded.sync,
              since = excluded.since,
              version = CASE WHEN excluded.version > notices.version
                THEN excluded.version ELSE notices.version + 1 END,
              due_at = excluded.due_at, attempts = 0
            """)
        .bind("environment", sync.environment().value())
        .bind("subject", subject)
        .bind("kind", kind.name().toLowerCase(Locale.ROOT))
        .bind("commit", commit.value())
        .bind("sync", sync.id().value())
        .bind("now", now.toEpochMilli())
        .bind("due", due.toEpochMilli())
        .execute();
  }

  boolean isDue(Instant now) {
    return transaction
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM notices WHERE due_at <= :now AND held_until <= :now)
            """)
        .bind("now", now.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  /** What it wasn't worth telling any more, whoever misses it reads in its sync's log. */
  private void forgetOld(Instant now) {
    transaction
        .createQuery("DELETE FROM notices WHERE since < :old RETURNING sync, kind")
        .bind("old", now.minus(Notices.KEPT).toEpochMilli())
        .map((row, context) -> Map.entry(row.getString("sync"), row.getString("kind")))
        .list()
        .forEach(it -> {
          String what = it.getValue().equals("comment") ? "the comment" : "the commit status";
          String line =
              "The Git host wasn't told: it couldn't be for a day, and %s is out of date by now"
                  .formatted(what);
          new SyncLog(transaction, new SyncId(it.getKey()))
              .add(List.of(new SyncLogLine(now, SyncLogLine.Level.WARN, line)));
        });
  }

  Optional<Notice> claim(Instant now, Instant until) {
    forgetOld(now);
    return transaction
        .createQuery(
            """
            UPDATE notices SET held_until = :until, attempts = attempts + 1
            WHERE (environment, subject) =
              (SELECT environment, subject FROM notices
               WHERE due_at <= :now AND held_until <= :now ORDER BY due_at LIMIT 1)
            RETURNING *
            """)
        .bind("now", now.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map((row, context) -> notice(row))
        .findOne();
  }

  private Notice notice(ResultSet row) throws SQLException {
    Sync sync =
        transaction
            .createQuery("SELECT * FROM syncs WHERE id = :id")
            .bind("id", row.getString("sync"))
            .map(SyncRow::read)
            .one();
    return new Notice(
        Notice.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        new CommitId(row.getString("commit_id")),
        sync,
        release(sync),
        new Notice.Claim(
            row.getString("subject"),
            row.getLong("version"),
            row.getInt("attempts"),
            Instant.ofEpochMilli(row.getLong("since")),
            Instant.ofEpochMilli(row.getLong("held_until"))));
  }

  private Optional<Integer> release(Sync sync) {
    return sync.status() != SyncStatus.RELEASED
        ? Optional.empty()
        : transaction
            .createQuery(
                """
                SELECT number FROM releases WHERE environment = :environment AND made_by = :sync
                ORDER BY number DESC LIMIT 1
                """)
            .bind("environment", sync.environment().value())
            .bind("sync", sync.id().value())
            .mapTo(Integer.class)
            .findOne();
  }

  /** Two told it, and nobody knows who came last: the newest news are told once more. */
  void again(Notice notice, Instant now) {
    int waiting =
        transaction
            .createUpdate(
                """
                UPDATE notices SET version = version + 1, due_at = :now, attempts = 0
                WHERE environment = :environment AND subject = :subject
                """)
            .bind("now", now.toEpochMilli())
            .bind("environment", notice.sync().environment().value())
            .bind("subject", notice.claim().subject())
            .execute();
    if (waiting == 0) {
      String subject = notice.claim().subject();
      newest(notice).ifPresent(it -> put(it.sync(), it.kind(), subject, it.commit(), now, now));
    }
  }

  /** What was told last, of which nothing is kept but the syncs themselves. */
  private record Newest(Sync sync, Notice.Kind kind, CommitId commit) {}

  private Optional<Newest> newest(Notice notice) {
    boolean comment = notice.kind() == Notice.Kind.COMMENT;
    return transaction
        .createQuery(
            """
            SELECT * FROM syncs WHERE environment = :environment
              AND coalesce(pull_request, -1) = :number
              AND (id = :sync OR (told_commit IS NOT NULL AND (:comment OR told_commit = :commit)))
              AND (NOT :comment OR status IN ('checked', 'rejected'))
            ORDER BY seq DESC LIMIT 1
            """)
        .bind("environment", notice.sync().environment().value())
        .bind("number", notice.sync().pullRequest().map(PullRequest::number).orElse(-1L))
        .bind("sync", notice.sync().id().value())
        .bind("comment", comment)
        .bind("commit", notice.commit().value())
        .map((row, context) -> newest(SyncRow.read(row, context), row, notice))
        .findOne();
  }

  private static Newest newest(Sync sync, ResultSet row, Notice notice) throws SQLException {
    @Nullable String told = row.getString("told_commit");
    if (notice.kind() == Notice.Kind.COMMENT) {
      CommitId commit = told == null ? notice.commit() : new CommitId(told);
      return new Newest(sync, Notice.Kind.COMMENT, commit);
    }
    boolean closed = row.getLong("closed_at") > 0;
    boolean overtaken =
        !notice.commit().value().equals(told) || sync.status() == SyncStatus.SUPERSEDED;
    Notice.Kind kind =
        !overtaken ? Notice.Kind.STATUS : closed ? Notice.Kind.CLOSED : Notice.Kind.OVERTAKEN;
    return new Newest(sync, kind, notice.commit());
  }
}
