package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * GitHub, as it documents its webhooks, and GitHub Enterprise: a hexadecimal HMAC in {@code
 * X-Hub-Signature-256}, over the body as it was sent, whichever of its two content types it has.
 * The older {@code X-Hub-Signature}, of SHA-1, is no proof.
 */
final class GitHub implements GitHost {
  @Override
  public boolean sends(Headers headers) {
    return headers.has("X-GitHub-Event")
        || headers.has("X-GitHub-Delivery")
        || headers.has("X-Hub-Signature-256");
  }

  @Override
  public Optional<Delivery> delivery(Headers headers) {
    return Proof.BodyHmac.of(headers.text("X-Hub-Signature-256"), "sha256=")
        .map(proof ->
            new Delivery(
                headers.text("X-GitHub-Delivery"),
                headers.text("X-GitHub-Event"),
                headers.announceForm(),
                proof));
  }

  @Override
  public Optional<GitHostKind> kind() {
    return Optional.of(GitHostKind.GITHUB);
  }

  @Override
  public String idHeader() {
    return "X-GitHub-Delivery";
  }

  @Override
  public Message read(Delivery delivery, InputStream signed, String ref) throws IOException {
    InputStream json = delivery.form() ? new FormField(signed, "payload") : signed;
    return switch (delivery.event()) {
      case "push" -> GitHubPayloads.push(json, ref);
      case "pull_request" -> GitHubPayloads.pullRequest(json);
      case "ping" -> new Message.Ping();
      case "" -> new Message.Unreadable("the header X-GitHub-Event must say what happened");
      default -> new Message.Other(delivery.event());
    };
  }
}
