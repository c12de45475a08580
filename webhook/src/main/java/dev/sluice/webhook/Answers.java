package dev.sluice.webhook;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.sync.Sync;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Everything a hook can answer. */
final class Answers {
  private Answers() {}

  static Answer queued(Sync sync) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sync", sync.id().value());
    body.put("status", sync.status().name().toLowerCase(Locale.ROOT));
    return Answer.of(202, body);
  }

  static Answer pong(Environment environment) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "pong");
    body.put(
        "message",
        "The signature is good. Pushes to %s will be synced into %s."
            .formatted(environment.settings().repository().branch(), environment.name()));
    return Answer.of(200, body);
  }

  static Answer ignored(String reason) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "ignored");
    body.put("reason", reason);
    return Answer.of(200, body);
  }

  /** The same for every cause, so that nobody learns which environments there are. */
  static Answer unauthorized() {
    return Answer.problem(
        401,
        "unauthorized",
        "Not signed by this environment's Git host",
        "There is no such environment, it has no webhook secret, or the request isn't signed with"
            + " that secret. Give the Git host the environment's webhookSecret, byte for byte.");
  }

  static Answer unreadable(String why) {
    return Answer.problem(400, "unreadable_delivery", "The delivery can't be read", why);
  }

  static Answer tooLarge(HookLimits limits) {
    return Answer.problem(
        413,
        "too_large",
        "The body is too large",
        "A delivery has at most %,d bytes.".formatted(limits.bodyBytes()));
  }

  static Answer tooSlow(HookLimits limits) {
    return Answer.problem(
        408,
        "too_slow",
        "The body took too long",
        "A delivery must have arrived whole within %d s.".formatted(limits.bodyTime().toSeconds()));
  }

  static Answer busy() {
    return Answer.problem(
            503,
            "busy",
            "Too many deliveries at once",
            "Nothing was queued. Deliver it again in a second.")
        .retryAfter(1);
  }

  static Answer registryAway() {
    return Answer.problem(
            503,
            "registry_away",
            "The push couldn't be written down",
            "The registry can't be reached, so nothing was queued. Deliver it again.")
        .retryAfter(10);
  }
}
