package dev.sluice.webhook;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.sync.Sync;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Everything a hook can answer. */
final class Answers {
  private Answers() {}

  static Answer queued(Sync sync, Genuine genuine) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sync", sync.id().value());
    body.put("status", sync.status().name().toLowerCase(Locale.ROOT));
    body.put("signedWith", genuine.secretName());
    return Answer.of(202, body);
  }

  static Answer pong(Genuine genuine) {
    Environment environment = genuine.environment();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "pong");
    body.put(
        "message",
        "The signature is good. Pushes to %s will be synced into %s."
            .formatted(environment.settings().repository().branch(), environment.name()));
    body.put("signedWith", genuine.secretName());
    return Answer.of(200, body);
  }

  /** The same for every environment, also for those there aren't: nothing was verified. */
  static Answer unsignedTest() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "unverified");
    body.put(
        "message",
        "Sluice can be reached. Whether environment and secret are right is seen with the first"
            + " push: Bitbucket doesn't sign this test.");
    return Answer.of(200, body);
  }

  static Answer closed(Message.PullRequest request) {
    return ignored(words(request) + ": nothing more is checked of it");
  }

  static Answer otherBase(Message.PullRequest request, Environment environment) {
    return ignored(
        "%s; %s follows %s"
            .formatted(
                words(request), environment.name(), environment.settings().repository().branch()));
  }

  static Answer outOfReach(Message.PullRequest request) {
    return ignored(words(request) + ": this host doesn't show what a fork asks to be merged");
  }

  private static String words(Message.PullRequest request) {
    return "pull request %d (%s into %s) was %s"
        .formatted(
            request.number(),
            request.source().branch(),
            request.base(),
            request.action().name().toLowerCase(Locale.ROOT));
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
            + " that secret. Give the Git host the environment's webhookSecret, byte for byte;"
            + " docs/git-hosts.md says where. A signature of SHA-1 isn't taken.");
  }

  static Answer unreadable(String why) {
    return Answer.problem(400, "unreadable_delivery", "The delivery can't be read", why);
  }

  static Answer stale() {
    return Answer.problem(
        400,
        "stale_delivery",
        "The delivery was signed at another time",
        "Its webhook-timestamp is more than %d minutes from this server's time. Set both clocks, and"
                .formatted(Proof.Standard.TOLERANCE.toMinutes())
            + " sign it anew to send it again.");
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

  static Answer stopping() {
    return Answer.problem(
            503,
            "shutting_down",
            "This server is stopping",
            "Nothing was queued. Deliver it again: another server answers, or this one soon.")
        .retryAfter(1);
  }

  static Answer unwritable() {
    return Answer.problem(
        422,
        "unwritable",
        "The push can't be written down",
        "The registry can't keep something in it, so nothing was queued. Delivered again, it would"
            + " be refused again; the server's log says what the registry refused.");
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
