package dev.sluice.cli.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of spans that were sent: counted, and told of in the log when it changes, however
 * often it fails. Thread-safe.
 */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final LongAdder sent = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private boolean failing;

  /** The same exporter, with what it does counted. */
  SpanExporter by(SpanExporter exporter) {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> ended(result, count));
      }

      @Override
      public CompletableResultCode flush() {
        return exporter.flush();
      }

      @Override
      public CompletableResultCode shutdown() {
        return exporter.shutdown();
      }
    };
  }

  private void ended(CompletableResultCode result, int count) {
    (result.isSuccess() ? sent : lost).add(count);
    tell(result);
  }

  private synchronized void tell(CompletableResultCode result) {
    if (failing == result.isSuccess()) {
      failing = !failing;
      if (failing) {
        LOG.warn(
            "Traces can't be sent; what can't be is dropped, and counted in"
                + " sluice_spans_dropped_total: {}",
            why(result));
      } else {
        LOG.info("Traces are sent again");
      }
    }
  }

  private static String why(CompletableResultCode result) {
    return Optional.ofNullable(result.getFailureThrowable())
        .map(Throwable::toString)
        .orElse("the collector doesn't take them");
  }

  long sent() {
    return sent.sum();
  }

  long lost() {
    return lost.sum();
  }
}
