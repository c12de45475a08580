package dev.sluice.webhook;

import java.util.Map;
import java.util.Optional;

/**
 * The few members that count of what a Git host sent, texts and numbers alike, by their paths such
 * as {@code pull_request.head.sha}. Immutable.
 */
record Payload(Map<String, String> members) {
  Payload {
    members = Map.copyOf(members);
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(members.get(path));
  }

  /**
   * @throws UnreadablePayloadException if there's no such member
   */
  String require(String path) throws UnreadablePayloadException {
    return text(path)
        .orElseThrow(() -> new UnreadablePayloadException("the payload has no `" + path + "`"));
  }
}
