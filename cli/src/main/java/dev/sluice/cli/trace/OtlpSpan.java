package dev.sluice.cli.trace;

import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.TraceContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** A span that is sent once it has ended. Thread-safe. */
record OtlpSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) implements Span {

  @Override
  public Optional<TraceContext> context() {
    return Optional.of(Contexts.of(span.getSpanContext()));
  }

  @Override
  public boolean isHeard() {
    return span.isRecording();
  }

  @Override
  public Span call(String name) {
    return child(name, SpanKind.CLIENT);
  }

  @Override
  public Span part(String name) {
    return child(name, SpanKind.INTERNAL);
  }

  private Span child(String name, SpanKind kind) {
    return new OtlpSpan(
        tracer,
        tracer
            .spanBuilder(name)
            .setSpanKind(kind)
            .setParent(Context.root().with(span))
            .startSpan());
  }

  @Override
  public void say(String attribute, String value) {
    span.setAttribute(attribute, value);
  }

  @Override
  public void say(String attribute, long value) {
    span.setAttribute(attribute, value);
  }

  @Override
  public void fail(String type) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute("error.type", type);
  }

  @Override
  public void end() {
    span.end();
  }
}
