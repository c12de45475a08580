package dev.sluice.webhook;

import dev.sluice.webhook.Message.PullRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What GitHub's pushes and pull requests say, and what others send that took after it. */
final class GitHubPayloads {
  private static final PayloadReader PUSH = PayloadReader.of(Set.of("ref", "after", "deleted"));
  private static final PullRequestMembers MEMBERS =
      new PullRequestMembers(
          "number",
          "pull_request.head.sha",
          "pull_request.head.ref",
          "pull_request.head.repo.id",
          "pull_request.base.ref",
          "pull_request.base.repo.id");
  private static final PayloadReader PULL_REQUEST = PayloadReader.of(paths());

  private GitHubPayloads() {}

  private static Set<String> paths() {
    Set<String> paths = new HashSet<>(MEMBERS.paths());
    paths.add("action");
    return paths;
  }

  static Message push(InputStream json, String ref) throws IOException {
    Payload push = PUSH.read(json);
    RefMoves moves = new RefMoves(ref);
    boolean deleted = push.text("deleted").filter("true"::equals).isPresent();
    moves.add(push.require("ref"), deleted ? "" : push.require("after"));
    return moves.message();
  }

  static Message pullRequest(InputStream json) throws IOException {
    Payload payload = PULL_REQUEST.read(json);
    String happened = payload.require("action");
    Optional<PullRequest.Action> action = action(happened);
    if (action.isEmpty()) {
      return new Message.Other("pull_request (" + happened + ")");
    }
    // Gogs tells no commit, and has no pages to show what was found.
    return payload.text(MEMBERS.head()).isEmpty()
        ? new Message.Other("pull_request, without its commit,")
        : MEMBERS.message(payload, action.get());
  }

  private static Optional<PullRequest.Action> action(String happened) {
    return switch (happened) {
      case "opened", "reopened" -> Optional.of(PullRequest.Action.OPENED);
      // The second is how Gitea spells it.
      case "synchronize", "synchronized", "edited" -> Optional.of(PullRequest.Action.UPDATED);
      case "closed" -> Optional.of(PullRequest.Action.CLOSED);
      default -> Optional.empty();
    };
  }
}
