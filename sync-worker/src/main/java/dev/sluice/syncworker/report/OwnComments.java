package dev.sluice.syncworker.report;

import dev.sluice.registry.notice.CommentId;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Looks for a comment that we wrote and then lost sight of: its id is only known once the host has
 * answered.
 *
 * @param app the GitHub App that we are, if we are one
 */
record OwnComments(Caller caller, long pullRequest, Optional<String> app) {
  private static final int MOST_PAGES = 40;

  /** What came of looking. */
  sealed interface Search {
    /** Ours. */
    record Found(CommentId id) implements Search {}

    /** There's none. */
    record None() implements Search {}

    /** It can't be told which comments are ours. */
    record Unknowable() implements Search {}

    /** The host has something against it, maybe for now. */
    record Failed(Reply reply) implements Search {}
  }

  /** The first comment of ours that begins with that marker. */
  Search find(String marker) throws IOException, InterruptedException {
    if (app.isPresent()) {
      return find(marker, new Account(Optional.empty(), app));
    }
    Reply reply = caller.send(caller.api().account());
    if (reply.isForLater() || reply.status() == 401) {
      return new Search.Failed(reply);
    }
    long id = reply.isGood() ? reply.json().path("id").asLong(-1) : -1;
    return id <= 0
        ? new Search.Unknowable()
        : find(marker, new Account(Optional.of(id), Optional.empty()));
  }

  private Search find(String marker, Account account) throws IOException, InterruptedException {
    long firstBefore = -1;
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = caller.send(caller.api().comments(caller.repository(), pullRequest, page));
      if (!reply.isGood()) {
        return new Search.Failed(reply);
      }
      Optional<CommentId> found = marked(reply.json(), marker, account);
      if (found.isPresent()) {
        return new Search.Found(found.get());
      }
      long first = reply.json().path(0).path("id").asLong(-1);
      // Not every version knows pages: then each is the first.
      if (reply.json().size() < HostApi.PAGE || first == firstBefore) {
        return new Search.None();
      }
      firstBefore = first;
    }
    return new Search.None();
  }

  private Optional<CommentId> marked(JsonNode comments, String marker, Account account) {
    return comments
        .valueStream()
        .filter(it -> it.path("body").stringValue("").startsWith(marker))
        .filter(it -> account.wrote(it, caller.api().author()))
        .map(it -> it.path("id").asLong(-1))
        .filter(id -> id > 0)
        .findFirst()
        .map(CommentId::new);
  }
}
