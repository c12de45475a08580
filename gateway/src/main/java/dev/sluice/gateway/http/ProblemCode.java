package dev.sluice.gateway.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every code a problem can have: the table that the page of problems is made from. */
public enum ProblemCode {
  UNAUTHORIZED(
      401,
      "The request shows no API key, or one that nobody has.",
      "Send a key that was issued and not revoked as `Authorization: Bearer <key>`; a Git host's"
          + " push must be signed with the environment's webhook secret."),
  EXPIRED_KEY(
      401, "The API key was good once; its time is over.", "Ask an administrator for a new one."),
  FORBIDDEN(
      403,
      "The API key is good, but its role or its environment doesn't allow this.",
      "Use a key of another role or for that environment."),
  TOO_MANY_FAILURES(
      429,
      "The address sent too many requests without a good API key, or with a wrong preview"
          + " password.",
      "Wait as long as Retry-After says. A request with good ones is answered at any time."),
  NOT_FOUND(
      404, "There is no such route.", "Compare method and path with the API's documentation."),
  METHOD_NOT_ALLOWED(
      405,
      "There is such a path, but not with this method.",
      "Use one of those in the header Allow."),
  UNKNOWN_ENVIRONMENT(404, "There is no environment of that name.", "List them, or make it first."),
  UNKNOWN_WORKFLOW(
      404,
      "The environment has no workflow of that id.",
      "List its workflows; a deleted one comes back with the next sync that has its file."),
  UNKNOWN_WORKFLOW_KEY(404, "The workflow has no key of that id.", "List its keys."),
  UNKNOWN_DEPLOYMENT(404, "The environment has no deployment of that id.", "List its deployments."),
  UNKNOWN_RELEASE(404, "The environment has no release of that number.", "List its releases."),
  UNKNOWN_SYNC(404, "The environment has no sync of that id.", "List its syncs."),
  UNKNOWN_CONNECTION_TEST(
      404,
      "No connection test of that id is remembered in the environment.",
      "Ask for another; each is remembered for a day."),
  NO_DEPLOY_KEY(404, "The environment has no deploy key.", "Make one: POST on the same path."),
  UNKNOWN_RUN(
      404,
      "No run of that id is remembered in the environment.",
      "Runs are kept for a time, and not all of them."),
  UNKNOWN_VARIABLE(404, "The environment has no variable of that name.", "List its variables."),
  UNKNOWN_KEY(
      404, "There is no API key of that id.", "List the keys; it may have been revoked already."),
  UNKNOWN_TRIGGER(404, "There is no trigger of that name.", "Use one of those the detail lists."),
  NOTHING_TO_PROMOTE(
      404,
      "Nothing is live in the environment that was to be promoted from.",
      "Make something live there first."),
  BAD_REQUEST(
      400,
      "The request isn't HTTP as it should be, or broke off.",
      "Look at what your client, or a proxy in between, sends."),
  INVALID_BODY(
      400,
      "The body isn't the JSON that the route takes.",
      "Mend what the detail names: a field that is unknown, missing, there twice or of the wrong"
          + " kind."),
  INVALID_WORKFLOW_ID(
      400,
      "What the path names can't be a workflow's id, so no workflow has it.",
      "Percent-encode the id as it stands in the workflow's settings."),
  INVALID_PARAMETER(
      400, "A parameter of the query has a value that can't be.", "Mend it as the detail says."),
  UNKNOWN_PARAMETER(
      400,
      "The query has a parameter that the route doesn't know.",
      "Use those that the detail lists."),
  INVALID_LIMIT(400, "`limit` isn't a whole number in range.", "Ask for 1 to 200 items."),
  INVALID_AFTER(
      400,
      "`after` names no place in this list.",
      "Give the `next` of the page before, with the same filters."),
  INVALID_IF_MATCH(
      400,
      "If-Match doesn't hold a release's number.",
      "Send the number of the release you believe live, such as \"7\"."),
  INVALID_DEADLINE(
      400, "Sluice-Deadline-Ms isn't a whole number from 1.", "Mend the header, or leave it out."),
  INVALID_IDEMPOTENCY_KEY(
      400, "Idempotency-Key is empty or too long.", "Send 1 to 200 characters of your choice."),
  UNREADABLE_DELIVERY(
      400,
      "A Git host's delivery isn't one that can be read.",
      "Let the hook send pushes as JSON or as a form, as the detail says."),
  STALE_DELIVERY(
      400,
      "A delivery was signed at another time than now.",
      "Set the clocks of both sides, and sign it anew to send it again."),
  LENGTH_REQUIRED(
      411, "The request has a body without a length.", "Let your client send Content-Length."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body is of a kind that isn't taken, or packed.",
      "Send JSON, without the header Content-Encoding."),
  EXPECTATION_FAILED(
      417, "The request expects what the server doesn't offer.", "Leave the header Expect out."),
  UPGRADE_REQUIRED(426, "The request was sent over a protocol that isn't served.", "Use HTTP/1.1."),
  TOO_LARGE(
      413,
      "The body is larger than the route takes.",
      "Send less; the detail says how much may be sent."),
  CONTENT_TOO_LARGE(413, "The body is larger than the server takes.", "Send less."),
  URI_TOO_LONG(414, "The path and the query are too long.", "Shorten them."),
  REQUEST_HEADER_FIELDS_TOO_LARGE(431, "The headers are too long.", "Send fewer or shorter ones."),
  TOO_SLOW(408, "The body took too long to arrive.", "Try again over a better connection."),
  REQUEST_TIMEOUT(
      408, "The request took too long to arrive.", "Try again over a better connection."),
  NOT_THE_LIVE_RELEASE(
      409,
      "If-Match, or a promotion's `release`, names another release than the live one.",
      "Look at what is live now, and decide anew."),
  SETTINGS_CHANGED(
      409,
      "If-Match names other settings than the environment's.",
      "Read them again, and make your change to what they are now."),
  ALREADY_LIVE(409, "What was to be made live is live.", "Nothing."),
  NOT_LIVE(409, "The workflow isn't live, so it can't be withdrawn.", "Nothing."),
  NOT_LOADABLE(
      409,
      "The deployment can't be loaded here.",
      "Sync its commit again, or choose another deployment."),
  KEY_ACTIVE(
      409,
      "The workflow's key is active, so it can't be deleted.",
      "Activate another one, or deactivate it, first."),
  NOT_SECRET(
      409,
      "The variable isn't a secret, so it has no next value.",
      "Put its value instead, or make it a secret."),
  TOO_MANY_WORKFLOW_KEYS(
      409, "The workflow has as many keys as it may.", "Delete those that nothing needs any more."),
  ENVIRONMENT_FULL(
      409,
      "The environment has as much of this as it may; the detail says how much.",
      "Delete what nothing needs any more."),
  TOO_MANY_KEYS(
      409, "There are as many API keys as may be.", "Revoke those that nobody uses any more."),
  LAST_ADMIN_KEY(
      409,
      "The key is the last good admin key that isn't bound to an environment.",
      "Make another first, and revoke this one with that."),
  NO_NEXT_VALUE(409, "The secret has no next value to change to.", "Give it one first."),
  NO_ALERTS(409, "The environment sends alerts nowhere.", "Give it `alerts.url` first."),
  TOO_MANY_ALERT_TESTS(
      429,
      "The environment's alerts were tried ten times within a minute.",
      "Wait as long as Retry-After says."),
  PREVIEW_REFUSED(
      403,
      "The preview password is missing or wrong, or there is none.",
      "Send the environment's in the header Sluice-Preview-Password."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The Idempotency-Key came before with another request.",
      "Use a new key for a new request."),
  REQUEST_UNDER_WAY(
      409,
      "The first request of that Idempotency-Key isn't answered yet.",
      "Send it again in a moment to get its answer."),
  ANSWER_LOST(
      409,
      "The first request of that Idempotency-Key was done, but a crash took its answer.",
      "See the audit entry that the detail names. To do it once more, use a new key."),
  TOO_MANY_IDEMPOTENCY_KEYS(
      429,
      "Too many requests of this API key are remembered.",
      "Send it without Idempotency-Key, or wait as long as Retry-After says."),
  TOO_MANY_AT_ONCE(
      429,
      "As many requests of this API key are under way as may be.",
      "Wait for one of them to end, and read answers without pausing."),
  SATURATED(
      503,
      "As many workflows run as may, here or in this environment; or as many requests of"
          + " administrators are under way as may be; or as many API keys are looked for that this"
          + " server doesn't know.",
      "Try again soon; if it lasts, add gateways."),
  BUSY(503, "Too many deliveries arrive at once.", "Deliver it again in a second."),
  NOT_YET_KNOWN(503, "This server doesn't know yet what is live.", "Try again in a second."),
  NOT_ACTIVATED(
      503,
      "The change was written, but can't be served here yet.",
      "Look at the detail and the server's log. What was live before still answers."),
  NOT_ALIVE(
      503,
      "Something in the process has ended, or hangs, that only a new process has again.",
      "Replace the process; whatever watches over it may do so by itself."),
  NOT_READY(
      503,
      "The process shouldn't be sent requests now.",
      "The detail says why; if it lasts, the server's log does."),
  REGISTRY_AWAY(
      503, "The registry can't be reached.", "Try again; if it lasts, see the server's log."),
  UNWRITABLE(
      422,
      "The registry can't keep something in the request; nothing was changed.",
      "Don't send the same again: leave out what is unusual in it. The server's log says what was"
          + " refused."),
  FIRST_CALL_FAILED(503, "The first call of that Idempotency-Key has no answer.", "Call again."),
  SHUTTING_DOWN(
      503, "The server is stopping.", "Call again: another one answers, or this one soon."),
  SERVICE_UNAVAILABLE(
      503, "The server is stopping.", "Call again: another one answers, or this one soon."),
  SERVER_ERROR(500, "It is our mistake, not yours.", "The server's log says more."),
  NOT_IMPLEMENTED(
      501, "The server doesn't know the method.", "Use one that the API's documentation names."),
  HTTP_VERSION_NOT_SUPPORTED(
      505, "The server doesn't speak that version of HTTP.", "Use HTTP/1.1.");

  private final int status;
  private final String meaning;
  private final String advice;

  ProblemCode(int status, String meaning, String advice) {
    this.status = status;
    this.meaning = meaning;
    this.advice = advice;
  }

  /** The code as problems have it, e.g. {@code unknown_environment}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** HTTP's status that goes with it. */
  public int status() {
    return status;
  }

  /** What happened, as a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What to do, as a sentence. */
  public String advice() {
    return advice;
  }

  /** The code of that name. */
  public static Optional<ProblemCode> find(String key) {
    return Arrays.stream(values()).filter(code -> code.key().equals(key)).findFirst();
  }
}
