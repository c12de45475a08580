package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Anything else that can sign: a request after the Standard Webhooks specification
 * (https://www.standardwebhooks.com) with the body {@code {"ref": "refs/heads/main", "head":
 * "<commit>"}}, where zeros mean that the ref is gone, or {@code {"type": "ping"}}.
 */
final class StandardWebhooks implements GitHost {
  private static final PayloadReader READER = PayloadReader.of(Set.of("type", "ref", "head"));

  @Override
  public boolean sends(Headers headers) {
    return headers.has("webhook-signature");
  }

  @Override
  public Optional<Delivery> delivery(Headers headers) {
    return Proof.Standard.of(headers)
        .map(proof -> new Delivery(headers.text("webhook-id"), "", false, proof));
  }

  @Override
  public Optional<GitHostKind> kind() {
    return Optional.empty();
  }

  @Override
  public String idHeader() {
    return "webhook-id";
  }

  @Override
  public Message read(Delivery delivery, InputStream signed, String ref) throws IOException {
    Payload payload = READER.read(signed);
    if (payload.text("type").filter("ping"::equals).isPresent()) {
      return new Message.Ping();
    }
    RefMoves moves = new RefMoves(ref);
    moves.add(payload.require("ref"), payload.require("head"));
    return moves.message();
  }
}
