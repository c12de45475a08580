package dev.sluice.cli.trace;

import dev.sluice.runtime.trace.TraceContext;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contexts as OpenTelemetry has them, and as the rest of Sluice does. */
final class Contexts {
  private static final TextMapGetter<TraceContext> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(TraceContext context) {
          return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable TraceContext context, String key) {
          return context == null ? null : header(context, key);
        }
      };

  private Contexts() {}

  private static @Nullable String header(TraceContext context, String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "traceparent" -> context.traceparent();
      case "tracestate" -> context.tracestate();
      default -> null;
    };
  }

  /** Somebody else's. */
  static Context remote(TraceContext context) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), context, HEADERS);
  }

  /** One of ours, as it is passed on. */
  static TraceContext of(SpanContext span) {
    String state =
        span.getTraceState().asMap().entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining(","));
    return TraceContext.of(
        span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex(), state);
  }
}
