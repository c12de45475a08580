package dev.sluice.gateway.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what Git hosts were answered, in a process that takes pushes. Thread-safe. */
public final class HookMeters {
  private final MeterRegistry meters;

  public HookMeters(Figures figures) {
    this.meters = figures.meters();
  }

  /** Counts an answer with that HTTP status. */
  public void answered(int status) {
    Counter.builder("sluice.hooks")
        .description("Deliveries of Git hosts, by the HTTP status they were answered with")
        .tag("status", String.valueOf(status))
        .register(meters)
        .increment();
  }
}
