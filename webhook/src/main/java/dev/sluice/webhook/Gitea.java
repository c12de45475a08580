package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Gitea, Forgejo and Gogs: a hexadecimal HMAC over the JSON, also when that is sent as a field of a
 * form. Each sends the headers of those it comes from, and GitHub's, beside its own; the newest
 * signature counts.
 */
final class Gitea implements GitHost {
  @Override
  public boolean sends(Headers headers) {
    return headers.has("X-Forgejo-Event")
        || headers.has("X-Forgejo-Signature")
        || headers.has("X-Gitea-Event")
        || headers.has("X-Gitea-Signature")
        || headers.has("X-Gogs-Event")
        || headers.has("X-Gogs-Signature");
  }

  @Override
  public Optional<Delivery> delivery(Headers headers) {
    return proof(headers)
        .map(proof ->
            new Delivery(
                headers.firstOf("X-Forgejo-Delivery", "X-Gitea-Delivery", "X-Gogs-Delivery"),
                headers.firstOf("X-Forgejo-Event", "X-Gitea-Event", "X-Gogs-Event"),
                headers.announceForm(),
                proof));
  }

  private static Optional<Proof> proof(Headers headers) {
    String bare = headers.firstOf("X-Forgejo-Signature", "X-Gitea-Signature", "X-Gogs-Signature");
    return bare.isEmpty()
        ? Proof.BodyHmac.of(headers.text("X-Hub-Signature-256"), "sha256=")
        : Proof.BodyHmac.of(bare, "");
  }

  @Override
  public Optional<GitHostKind> kind() {
    return Optional.of(GitHostKind.GITEA);
  }

  @Override
  public String idHeader() {
    return "X-Gitea-Delivery (or X-Forgejo-Delivery, X-Gogs-Delivery)";
  }

  @Override
  public InputStream signed(Delivery delivery, InputStream body) {
    return delivery.form() ? new FormField(body, "payload") : body;
  }

  @Override
  public Message read(Delivery delivery, InputStream signed, String ref) throws IOException {
    return switch (delivery.event()) {
      case "push" -> GitHubPayloads.push(signed, ref);
      case "pull_request" -> GitHubPayloads.pullRequest(signed);
      case "" -> new Message.Unreadable("the header X-Gitea-Event must say what happened");
      default -> new Message.Other(delivery.event());
    };
  }
}
