package dev.sluice.gateway.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problems for what the server refuses before any route sees it, such as a malformed request. */
public final class ProblemPages extends ErrorHandler {
  /** What Jetty calls a request of which it could make none. */
  private static final String NO_REQUEST = "/badMessage";

  private static final String BAD_PATH =
      "The path holds what two readers may read differently: an empty part (//), or a part that is"
          + " . or .. (or %2e). Leave it out, or percent-encode it once more.";
  private static final String BAD_LINE =
      "The first line can't be read. It must be a method, a path and HTTP/1.1, and in the path each"
          + " % begins two hexadecimal digits of UTF-8, but not %00.";

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    HttpProblem problem = problem(request, code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, HttpProblem.CONTENT_TYPE);
    if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    response.write(true, ByteBuffer.wrap(problem.json()), callback);
  }

  private static HttpProblem problem(Request request, int code) {
    HttpProblem problem = Problems.ofStatus(code);
    return code == HttpStatus.BAD_REQUEST_400
        ? new HttpProblem(400, "bad_request", problem.title(), detail(request, problem))
        : problem;
  }

  private static String detail(Request request, HttpProblem problem) {
    if (request.getHttpURI().hasViolations()) {
      return BAD_PATH;
    }
    return NO_REQUEST.equals(request.getHttpURI().getPath()) ? BAD_LINE : problem.detail();
  }
}
