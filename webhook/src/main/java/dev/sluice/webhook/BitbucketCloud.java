package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.webhook.Message.PullRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** Bitbucket Cloud: a hexadecimal HMAC in {@code X-Hub-Signature}, as SHA-256 only. */
final class BitbucketCloud implements GitHost {
  private static final String CHANGE = "push.changes[]";
  private static final String NAME = CHANGE + ".new.name";
  private static final String TYPE = CHANGE + ".new.type";
  private static final String HASH = CHANGE + ".new.target.hash";
  private static final String OLD_NAME = CHANGE + ".old.name";
  private static final String OLD_TYPE = CHANGE + ".old.type";
  private static final PayloadReader PUSH =
      PayloadReader.ofEach(CHANGE, Set.of(NAME, TYPE, HASH, OLD_NAME, OLD_TYPE));
  private static final PullRequestMembers MEMBERS =
      new PullRequestMembers(
          "pullrequest.id",
          "pullrequest.source.commit.hash",
          "pullrequest.source.branch.name",
          "pullrequest.source.repository.uuid",
          "pullrequest.destination.branch.name",
          "pullrequest.destination.repository.uuid");
  private static final PayloadReader PULL_REQUEST = PayloadReader.of(MEMBERS.paths());

  @Override
  public boolean sends(Headers headers) {
    return headers.has("X-Event-Key") && headers.has("X-Request-UUID");
  }

  @Override
  public Optional<Delivery> delivery(Headers headers) {
    return Proof.BodyHmac.of(headers.text("X-Hub-Signature"), "sha256=")
        .map(proof ->
            new Delivery(
                headers.text("X-Request-UUID"), headers.text("X-Event-Key"), false, proof));
  }

  @Override
  public Optional<GitHostKind> kind() {
    return Optional.of(GitHostKind.BITBUCKET_CLOUD);
  }

  @Override
  public String idHeader() {
    return "X-Request-UUID";
  }

  @Override
  public Message read(Delivery delivery, InputStream signed, String ref) throws IOException {
    return switch (delivery.event()) {
      case "repo:push" -> push(signed, ref);
      case "pullrequest:created" -> pullRequest(signed, PullRequest.Action.OPENED);
      case "pullrequest:updated" -> pullRequest(signed, PullRequest.Action.UPDATED);
      case "pullrequest:fulfilled", "pullrequest:rejected" ->
          pullRequest(signed, PullRequest.Action.CLOSED);
      default -> new Message.Other(delivery.event());
    };
  }

  private static Message push(InputStream json, String ref) throws IOException {
    RefMoves moves = new RefMoves(ref);
    PUSH.read(
        json,
        change -> {
          // What is gone has no `new`.
          String type = change.text(TYPE).or(() -> change.text(OLD_TYPE)).orElse("");
          String prefix = type.equals("tag") ? "refs/tags/" : "refs/heads/";
          change
              .text(NAME)
              .or(() -> change.text(OLD_NAME))
              .ifPresent(name -> moves.add(prefix + name, change.text(HASH).orElse("")));
        });
    return moves.message();
  }

  private static Message pullRequest(InputStream json, PullRequest.Action action)
      throws IOException {
    return MEMBERS.message(PULL_REQUEST.read(json), action);
  }
}
