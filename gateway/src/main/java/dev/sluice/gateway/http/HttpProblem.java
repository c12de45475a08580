package dev.sluice.gateway.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request wasn't done, as RFC 9457 writes it.
 *
 * @param code a stable name that programs may compare, e.g. {@code unknown_environment}
 * @param title the same for every problem of that code
 * @param detail what was wrong this time and what to do
 * @param headers what goes with it
 */
public record HttpProblem(
    int status, String code, String title, String detail, Map<String, String> headers) {
  public static final String CONTENT_TYPE = "application/problem+json";

  /** Where codes are told of, for whoever has the server's address. */
  public static final String PAGE = "/docs/problems";

  public HttpProblem {
    headers = Map.copyOf(headers);
  }

  public HttpProblem(int status, String code, String title, String detail) {
    this(status, code, title, detail, Map.of());
  }

  /** The same, and trying again after that time may help. */
  public HttpProblem retryAfter(Duration pause) {
    return withHeader("Retry-After", String.valueOf(pause.toSeconds()));
  }

  /** The same with one more header. */
  public HttpProblem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpProblem(status, code, title, detail, more);
  }

  /** The JSON, in UTF-8. */
  public byte[] json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", PAGE + "#" + code);
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.put("code", code);
    return Json.write(members).getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with it, whatever the answer was going to be. */
  public void write(Context ctx) {
    Answers.prepare(ctx).status(status).contentType(CONTENT_TYPE).result(json());
    headers.forEach(ctx::header);
  }
}
