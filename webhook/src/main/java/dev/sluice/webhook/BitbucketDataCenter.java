package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.webhook.Message.PullRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Bitbucket Data Center: a hexadecimal HMAC in {@code X-Hub-Signature}, as SHA-256 only. Its "Test
 * connection" may come without one, whatever secret it was given.
 */
final class BitbucketDataCenter implements GitHost {
  private static final String TEST = "diagnostics:ping";
  private static final String CHANGE = "changes[]";
  private static final String REF = CHANGE + ".ref.id";
  private static final String HASH = CHANGE + ".toHash";
  private static final PayloadReader PUSH = PayloadReader.ofEach(CHANGE, Set.of(REF, HASH));
  private static final PullRequestMembers MEMBERS =
      new PullRequestMembers(
          "pullRequest.id",
          "pullRequest.fromRef.latestCommit",
          "pullRequest.fromRef.displayId",
          "pullRequest.fromRef.repository.id",
          "pullRequest.toRef.displayId",
          "pullRequest.toRef.repository.id");
  private static final PayloadReader PULL_REQUEST = PayloadReader.of(MEMBERS.paths());

  @Override
  public boolean sends(Headers headers) {
    return headers.has("X-Event-Key");
  }

  @Override
  public Optional<Delivery> delivery(Headers headers) {
    return Proof.BodyHmac.of(headers.text("X-Hub-Signature"), "sha256=")
        .map(proof ->
            new Delivery(headers.text("X-Request-Id"), headers.text("X-Event-Key"), false, proof));
  }

  @Override
  public Optional<GitHostKind> kind() {
    return Optional.of(GitHostKind.BITBUCKET_DATA_CENTER);
  }

  @Override
  public String idHeader() {
    return "X-Request-Id";
  }

  @Override
  public boolean isUnsignedTest(Headers headers) {
    return headers.text("X-Event-Key").equals(TEST) && !headers.has("X-Hub-Signature");
  }

  @Override
  public Message read(Delivery delivery, InputStream signed, String ref) throws IOException {
    return switch (delivery.event()) {
      case TEST -> new Message.Ping();
      case "repo:refs_changed" -> push(signed, ref);
      case "pr:opened", "pr:reopened" -> pullRequest(signed, PullRequest.Action.OPENED);
      case "pr:from_ref_updated", "pr:to_ref_updated", "pr:modified" ->
          pullRequest(signed, PullRequest.Action.UPDATED);
      case "pr:merged", "pr:declined", "pr:deleted" ->
          pullRequest(signed, PullRequest.Action.CLOSED);
      default -> new Message.Other(delivery.event());
    };
  }

  private static Message push(InputStream json, String ref) throws IOException {
    RefMoves moves = new RefMoves(ref);
    PUSH.read(
        json,
        change ->
            change.text(REF).ifPresent(moved -> moves.add(moved, change.text(HASH).orElse(""))));
    return moves.message();
  }

  private static Message pullRequest(InputStream json, PullRequest.Action action)
      throws IOException {
    return MEMBERS.message(PULL_REQUEST.read(json), action);
  }
}
