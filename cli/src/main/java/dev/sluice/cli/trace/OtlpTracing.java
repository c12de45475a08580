package dev.sluice.cli.trace;

import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.TraceContext;
import dev.sluice.runtime.trace.Tracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends spans to a collector by OTLP over HTTP, in batches, in the background: whatever becomes of
 * the collector, no work waits for it. Where it is and all else is for OpenTelemetry's environment
 * variables to say. Thread-safe. Owns what sends; close it after what it follows, and it sends what
 * it still has for a few seconds at most.
 */
public final class OtlpTracing implements Tracing, AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  /** What OpenTelemetry says of each failure; held, or it would be forgotten that it is off. */
  private final Logger library = Logger.getLogger("io.opentelemetry");

  private final Deliveries deliveries = new Deliveries();
  private final QueueLosses losses = new QueueLosses();
  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  private OtlpTracing() {
    library.setLevel(Level.OFF);
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> Map.of("otel.service.name", "sluice"))
            .addPropertiesCustomizer(given ->
                Map.of(
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
            .addResourceCustomizer((resource, given) -> instance().merge(resource))
            .addSpanExporterCustomizer((exporter, given) -> deliveries.by(exporter))
            .addMeterProviderCustomizer((meters, given) -> meters.registerMetricReader(losses))
            .build()
            .getOpenTelemetrySdk();
    tracer = sdk.getTracer("dev.sluice");
  }

  /**
   * Begins to send, as the environment variables say.
   *
   * @throws IllegalArgumentException if they don't say it well
   */
  public static OtlpTracing start() {
    try {
      return new OtlpTracing();
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException("traces can't be sent: " + safe(e), e);
    }
  }

  /** A variable's value may be a collector's password. */
  private static String safe(ConfigurationException e) {
    return String.valueOf(e.getMessage()).replaceFirst("(?s)=.*", "=…");
  }

  /** Tells processes apart that were given the same name. */
  private static Resource instance() {
    return Resource.create(
        Attributes.builder().put("service.instance.id", UUID.randomUUID().toString()).build());
  }

  @Override
  public Span request(String name, Optional<TraceContext> caller) {
    return new OtlpSpan(
        tracer,
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.SERVER)
            .setParent(caller.map(Contexts::remote).orElse(Context.root()))
            .startSpan());
  }

  @Override
  public Span work(String name) {
    return new OtlpSpan(tracer, tracer.spanBuilder(name).setNoParent().startSpan());
  }

  /** How many spans were taken by the collector. */
  public long sent() {
    return deliveries.sent();
  }

  /** How many spans the collector never got: it was away, refused them, or too many waited. */
  public long dropped() {
    return deliveries.lost() + losses.count();
  }

  @Override
  public void close() {
    sdk.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
