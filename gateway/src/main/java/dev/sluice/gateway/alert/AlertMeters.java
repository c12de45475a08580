package dev.sluice.gateway.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of alerts. Thread-safe. */
final class AlertMeters {
  private final Counter delivered;
  private final Counter dropped;
  private final Counter suppressed;

  AlertMeters(MeterRegistry meters) {
    delivered = counter(meters, "delivered");
    dropped = counter(meters, "dropped");
    suppressed = counter(meters, "suppressed");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("sluice.alerts")
        .description("Alerts by what became of them")
        .tag("outcome", outcome)
        .register(meters);
  }

  void delivered() {
    delivered.increment();
  }

  void dropped() {
    dropped.increment();
  }

  void suppressed() {
    suppressed.increment();
  }
}
