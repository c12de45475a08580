package dev.sluice.syncworker.report;

import dev.sluice.registry.notice.CommentId;
import dev.sluice.registry.notice.CommentPlace;
import dev.sluice.registry.notice.Notices;
import java.io.IOException;
import java.util.Optional;

/**
 * The one comment of ours on a pull request. It's known by the id that its host gave it, and by
 * nothing that stands in a comment: anyone can write that.
 *
 * @param own finds it where no id is known
 */
record OneComment(Caller caller, CommentPlace place, Notices notices, OwnComments own) {

  /** Writes the comment, which begins with that marker, in place of the one before. */
  Reply put(String marker, String text) throws IOException, InterruptedException {
    Optional<CommentId> known = notices.comment(place);
    if (known.isPresent()) {
      Reply changed = change(known.get(), text);
      if (!isGone(changed)) {
        return changed;
      }
      notices.uncommented(place);
    }
    return switch (own.find(marker)) {
      case OwnComments.Search.Failed(Reply reply) -> reply;
      case OwnComments.Search.None _ -> add(text);
      case OwnComments.Search.Unknowable _ -> addBlindly(text);
      case OwnComments.Search.Found(CommentId found) -> {
        Reply changed = change(found, text);
        yield isGone(changed) ? add(text) : changed;
      }
    };
  }

  /** Someone deleted it, or we aren't any more who wrote it. */
  private static boolean isGone(Reply changed) {
    return changed.status() == 404
        || changed.status() == 410
        || (changed.status() == 403 && !changed.isForLater());
  }

  private Reply change(CommentId id, String text) throws IOException, InterruptedException {
    Reply changed =
        caller.send(
            caller.api().changeComment(caller.repository(), place.pullRequest(), id.value(), text));
    if (changed.isGood()) {
      notices.commented(place, id);
    }
    return changed;
  }

  private Reply add(String text) throws IOException, InterruptedException {
    Reply added =
        caller.send(caller.api().addComment(caller.repository(), place.pullRequest(), text));
    long id = added.isGood() ? added.json().path("id").asLong(-1) : -1;
    if (id > 0) {
      notices.commented(place, new CommentId(id));
    }
    return added;
  }

  /** Trying again might write one comment after the other. */
  private Reply addBlindly(String text) throws IOException, InterruptedException {
    try {
      return add(text);
    } catch (IOException e) {
      throw new LostCommentException(e);
    }
  }
}
