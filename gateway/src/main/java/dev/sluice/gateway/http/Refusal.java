package dev.sluice.gateway.http;

import java.time.Duration;

/**
 * Ends a request with a problem. Thrown where the check is, so that a route reads as the list of
 * its checks; carries no stack trace, as it is no bug.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpProblem problem;

  public Refusal(HttpProblem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  public HttpProblem problem() {
    return problem;
  }

  /** 400: the request must be changed. */
  public static Refusal badRequest(String code, String detail) {
    return new Refusal(new HttpProblem(400, code, "The request can't be understood", detail));
  }

  /** 400: a body that isn't what the route takes. */
  public static Refusal badBody(String detail) {
    return badRequest("invalid_body", detail);
  }

  /** 404: there is no such thing. */
  public static Refusal notFound(String code, String detail) {
    return new Refusal(new HttpProblem(404, code, "There is no such thing", detail));
  }

  /** 503: the same request may work after a pause. */
  public static Refusal unavailable(String code, String detail, Duration pause) {
    HttpProblem problem = new HttpProblem(503, code, "This can't be answered now", detail);
    return new Refusal(problem.retryAfter(pause));
  }
}
