package dev.sluice.gateway.trigger;

import dev.sluice.gateway.http.Exchange;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.TraceContext;
import dev.sluice.runtime.trace.Tracing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is told of a call of the run API, by OpenTelemetry's conventions for HTTP servers. */
record CallSpan(Tracing tracing, String route, String name) {
  private static final String STATUS = "http.response.status_code";

  /** Of calls of that route. */
  CallSpan(Tracing tracing, String route) {
    this(tracing, route, "POST " + route);
  }

  /** Answers a call. */
  @FunctionalInterface
  interface Answering {
    void answer(Span span) throws IOException;
  }

  /** Has it answered, as a part of what its caller does. */
  void around(Exchange exchange, Answering answering) throws IOException {
    Span span = begin(exchange);
    try {
      answering.answer(span);
      span.say(STATUS, 200);
    } catch (Refusal refusal) {
      refused(span, refusal);
      throw refusal;
    } catch (IOException gone) {
      span.fail("broken_off");
      throw gone;
    } catch (RuntimeException | Error bug) {
      span.say(STATUS, 500);
      span.fail("500");
      throw bug;
    } finally {
      span.end();
    }
  }

  private Span begin(Exchange exchange) {
    Span span = tracing.request(name, caller(exchange));
    if (span.isHeard()) {
      span.say("http.request.method", "POST");
      span.say("http.route", route);
    }
    return span;
  }

  /** Most callers are followed by nobody: for them, one look is enough. */
  private static Optional<TraceContext> caller(Exchange exchange) {
    List<String> parent = exchange.headers("traceparent");
    return parent.isEmpty()
        ? Optional.empty()
        : TraceContext.read(parent, exchange.headers("tracestate"));
  }

  /** What the caller did wrong is no failure of the server's. */
  private static void refused(Span span, Refusal refusal) {
    int status = refusal.problem().status();
    span.say(STATUS, status);
    span.say("sluice.problem.code", refusal.problem().code());
    if (status >= 500) {
      span.fail(String.valueOf(status));
    }
  }
}
