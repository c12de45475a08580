package dev.sluice.syncworker.report;

import dev.sluice.registry.Secret;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The comments on one pull request, of which at most one is ours. */
record Comments(HostClient client, ApiPlace place, Secret token, long pullRequest) {
  private static final int MOST_PAGES = 40;

  /** Writes the comment that begins with that marker, in place of the one before. */
  Reply put(String marker, String text) throws IOException, InterruptedException {
    Search search = find(marker);
    if (search.failure().isPresent()) {
      return search.failure().get();
    }
    if (search.found().isPresent()) {
      Reply changed = send(api().changeComment(name(), pullRequest, search.found().get(), text));
      if (!isNotOurs(changed)) {
        return changed;
      }
    }
    return send(api().addComment(name(), pullRequest, text));
  }

  /** Someone deleted it meanwhile, or wrote one that looks like ours. */
  private static boolean isNotOurs(Reply changed) {
    return changed.status() == 404 || (changed.status() == 403 && !changed.isForLater());
  }

  private record Search(Optional<Long> found, Optional<Reply> failure) {}

  private Search find(String marker) throws IOException, InterruptedException {
    long firstBefore = -1;
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = send(api().comments(name(), pullRequest, page));
      if (!reply.isGood()) {
        return new Search(Optional.empty(), Optional.of(reply));
      }
      Optional<Long> found = marked(reply.json(), marker);
      long first = reply.json().path(0).path("id").asLong(-1);
      // Not every version knows pages: then each is the first.
      if (found.isPresent() || reply.json().size() < HostApi.PAGE || first == firstBefore) {
        return new Search(found, Optional.empty());
      }
      firstBefore = first;
    }
    return new Search(Optional.empty(), Optional.empty());
  }

  private static Optional<Long> marked(JsonNode comments, String marker) {
    return comments
        .valueStream()
        .filter(it -> it.path("body").stringValue("").startsWith(marker))
        .map(it -> it.path("id").asLong(-1))
        .findFirst();
  }

  private Reply send(Call call) throws IOException, InterruptedException {
    return client.send(place, token, call);
  }

  private HostApi api() {
    return HostApi.of(place);
  }

  private String name() {
    return place.repository();
  }
}
