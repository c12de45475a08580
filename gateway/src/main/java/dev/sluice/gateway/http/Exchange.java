package dev.sluice.gateway.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered on Jetty itself, and its answer. Answered once; the answer is written
 * in the background, so that a caller who reads slowly holds no thread. Not thread-safe.
 */
public final class Exchange implements RequestHead {
  private static final HttpField NOT_KEPT =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
  private static final HttpField NOT_GUESSED =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField PROBLEM =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, HttpProblem.CONTENT_TYPE);

  private final Request request;
  private final Response response;
  private final Callback written;
  private final List<String> parameters;

  Exchange(Request request, Response response, Callback written, List<String> parameters) {
    this.request = request;
    this.response = response;
    this.written = written;
    this.parameters = parameters;
  }

  /** What stands in the path in place of its template's parameter, counted from 0. */
  public String parameter(int index) {
    return parameters.get(index);
  }

  /** The query as it came, undecoded; empty if there is none. */
  String query() {
    return Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /** All values of that header, in their order, each as it stands on its line. */
  public List<String> headers(String name) {
    return request.getHeaders().contains(name)
        ? request.getHeaders().getFields(name).stream().map(HttpField::getValue).toList()
        : List.of();
  }

  @Override
  public String address() {
    return Request.getRemoteAddr(request);
  }

  Request request() {
    return request;
  }

  /** What the log calls it. */
  String line() {
    return request.getMethod() + " " + request.getHttpURI().getPath();
  }

  /** Has the answer say this, too. */
  public void setHeader(String name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Answers 200 with that JSON. */
  public void answer(byte[] json) {
    write(200, JSON, json);
  }

  /** Answers with that problem, whatever the answer was going to be. */
  public void answer(HttpProblem problem) {
    if (response.isCommitted()) {
      return;
    }
    response.reset();
    // A body that nobody read must not be taken for the next request.
    request.consumeAvailable();
    problem.headers().forEach(this::setHeader);
    write(problem.status(), PROBLEM, problem.json());
  }

  private void write(int status, HttpField type, byte[] body) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(NOT_KEPT).put(NOT_GUESSED).put(type);
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), written);
  }
}
