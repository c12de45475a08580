package dev.sluice.runtime.fetch;

import dev.sluice.runtime.Fetched;
import dev.sluice.runtime.trace.Span;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of one request to whoever follows its run, by OpenTelemetry's conventions for HTTP
 * clients; but only where it goes, as a path may be a secret as well as a query. The run's log
 * tells more, with what is known to be secret hidden. It tells of the first place asked, wherever
 * that redirects to.
 *
 * @param request as it is to be sent
 */
record FetchSpan(FetchRequest request, Span span) {
  /** Others are named alike: a workflow may make up methods without end. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "QUERY");

  static FetchSpan begin(Span run, FetchRequest request) {
    boolean known = METHODS.contains(request.method());
    Span span = run.call(known ? request.method() : "HTTP");
    if (span.isHeard()) {
      span.say("http.request.method", known ? request.method() : "_OTHER");
      say(span, request.target());
    }
    Optional<FetchRequest> carrying = span.context().map(request::carrying);
    return new FetchSpan(carrying.orElse(request), span);
  }

  private static void say(Span span, URI target) {
    String scheme = target.getScheme().toLowerCase(Locale.ROOT);
    int port = target.getPort();
    span.say("url.scheme", scheme);
    span.say("server.address", String.valueOf(target.getHost()));
    span.say("server.port", port != -1 ? port : scheme.equals("https") ? 443 : 80);
  }

  /** It isn't sent. */
  void refused() {
    span.fail(Fetched.Ending.REFUSED.label());
    span.end();
  }

  /** It has ended like that. */
  void end(Exchange.Result result) {
    result.status().ifPresent(status -> span.say("http.response.status_code", status));
    switch (result.ending()) {
      case SUCCESS, REDIRECT -> {
        // All is well.
      }
      case CLIENT_ERROR, SERVER_ERROR -> span.fail(result.summary());
      case FAILED, REFUSED -> span.fail(result.ending().label());
    }
    span.end();
  }
}
