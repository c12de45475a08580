package dev.sluice.webhook;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a Git host is told; its people read it in the list of deliveries.
 *
 * @param retryAfterSeconds when to try again, if that may help
 */
record Answer(int status, Map<String, Object> body, Optional<Integer> retryAfterSeconds) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer of(int status, Map<String, Object> body) {
    return new Answer(status, body, Optional.empty());
  }

  /** A problem as RFC 9457 writes it. */
  static Answer problem(int status, String code, String title, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "/docs/problems#" + code);
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("code", code);
    return of(status, problem);
  }

  Answer retryAfter(int seconds) {
    return new Answer(status, body, Optional.of(seconds));
  }

  void write(Context ctx) {
    ctx.status(status)
        .contentType(status < 400 ? "application/json" : "application/problem+json")
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .result(JSON.writeValueAsBytes(body));
    retryAfterSeconds.ifPresent(seconds -> ctx.header("Retry-After", String.valueOf(seconds)));
  }
}
