package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.webhook.Message.PullRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * GitLab: the secret itself in {@code X-Gitlab-Token}; or, if it has a signing token, a signature
 * after Standard Webhooks, which then is the only proof that counts. What happened is taken from
 * the body, which the signature is about, not from {@code X-Gitlab-Event}, which it isn't.
 */
final class GitLab implements GitHost {
  private static final PullRequestMembers MEMBERS =
      new PullRequestMembers(
          "object_attributes.iid",
          "object_attributes.last_commit.id",
          "object_attributes.source_branch",
          "object_attributes.source_project_id",
          "object_attributes.target_branch",
          "object_attributes.target_project_id");
  private static final String ACTION = "object_attributes.action";
  private static final PayloadReader READER = PayloadReader.of(paths());

  private static Set<String> paths() {
    Set<String> paths = new HashSet<>(MEMBERS.paths());
    paths.addAll(Set.of("object_kind", "ref", "after", ACTION));
    return paths;
  }

  @Override
  public boolean sends(Headers headers) {
    return headers.has("X-Gitlab-Event") || headers.has("X-Gitlab-Token");
  }

  @Override
  public Optional<Delivery> delivery(Headers headers) {
    return proof(headers)
        .map(proof -> new Delivery(id(headers), headers.text("X-Gitlab-Event"), false, proof));
  }

  private static Optional<Proof> proof(Headers headers) {
    return headers.has("webhook-signature")
        ? Proof.Standard.of(headers)
        : Proof.Token.of(headers.text("X-Gitlab-Token"));
  }

  /** X-Gitlab-Event-UUID comes last: it is the same for all that one event led to. */
  private static String id(Headers headers) {
    return headers.firstOf(
        "webhook-id", "Idempotency-Key", "X-Gitlab-Webhook-UUID", "X-Gitlab-Event-UUID");
  }

  @Override
  public Optional<GitHostKind> kind() {
    return Optional.of(GitHostKind.GITLAB);
  }

  @Override
  public String idHeader() {
    return "Idempotency-Key (or X-Gitlab-Webhook-UUID, X-Gitlab-Event-UUID)";
  }

  @Override
  public Message read(Delivery delivery, InputStream signed, String ref) throws IOException {
    Payload payload = READER.read(signed);
    String kind = payload.require("object_kind");
    return switch (kind) {
      case "push", "tag_push" -> push(payload, ref);
      case "merge_request" -> mergeRequest(payload);
      default -> new Message.Other(kind);
    };
  }

  private static Message push(Payload payload, String ref) throws IOException {
    RefMoves moves = new RefMoves(ref);
    moves.add(payload.require("ref"), payload.require("after"));
    return moves.message();
  }

  private static Message mergeRequest(Payload payload) throws IOException {
    String happened = payload.text(ACTION).orElse("without an action");
    Optional<PullRequest.Action> action = action(happened);
    return action.isEmpty()
        ? new Message.Other("merge_request (" + happened + ")")
        : MEMBERS.message(payload, action.get());
  }

  private static Optional<PullRequest.Action> action(String happened) {
    return switch (happened) {
      case "open", "reopen" -> Optional.of(PullRequest.Action.OPENED);
      case "update" -> Optional.of(PullRequest.Action.UPDATED);
      case "close", "merge" -> Optional.of(PullRequest.Action.CLOSED);
      default -> Optional.empty();
    };
  }
}
