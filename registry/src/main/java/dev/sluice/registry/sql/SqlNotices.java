package dev.sluice.registry.sql;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.notice.CommentId;
import dev.sluice.registry.notice.CommentPlace;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.notice.Notices;
import dev.sluice.registry.sync.Claim;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What hosts are still to be told, in tables. */
record SqlNotices(Database database, Clock clock) implements Notices {

  @Override
  public void begin(Claim sync, CommitId commit, Instant due) {
    database.writing(transaction ->
        new StoredNotices(transaction)
            .begin(RunningSync.require(transaction, sync).sync(), commit, due, clock.instant()));
  }

  @Override
  public Optional<Notice> claim(Instant now, Instant until) {
    // Most of the time there is none, and asking so needn't wait for a turn to write.
    return database.read(moment -> new StoredNotices(moment).isDue(now))
        ? database.write(transaction -> new StoredNotices(transaction).claim(now, until))
        : Optional.empty();
  }

  @Override
  public boolean isHeld(Notice notice, Instant now) {
    return now.isBefore(notice.claim().until())
        && database.read(moment -> new HeldNotice(moment, notice).isHeld());
  }

  @Override
  public void told(Notice notice) {
    database.writing(transaction -> {
      HeldNotice held = new HeldNotice(transaction, notice);
      if (!held.delete() && !held.release(null)) {
        new StoredNotices(transaction).again(notice, clock.instant());
      }
    });
  }

  @Override
  public void defer(Notice notice, Instant until) {
    database.writing(transaction -> {
      var _ = new HeldNotice(transaction, notice).release(until);
    });
  }

  @Override
  public Optional<CommentId> comment(CommentPlace place) {
    return database.read(moment -> new StoredComments(moment).find(place));
  }

  @Override
  public void commented(CommentPlace place, CommentId id) {
    database.writing(
        transaction -> new StoredComments(transaction).put(place, id, clock.instant()));
  }

  @Override
  public void uncommented(CommentPlace place) {
    database.writing(transaction -> new StoredComments(transaction).delete(place));
  }
}
