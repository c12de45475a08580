package dev.sluice.gateway.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What the process itself shows: memory, threads, collections, and how it runs JavaScript. */
public final class ProcessMeters implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Adds them to {@code meters} until closed. */
  public ProcessMeters(
      MeterRegistry meters, BooleanSupplier optimized, IntSupplier abandoned, IntSupplier realms) {
    collections.bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    Gauge.builder("sluice.runtime.optimized", () -> optimized.getAsBoolean() ? 1 : 0)
        .description("1 if JavaScript is compiled to machine code, 0 if it's only interpreted")
        .register(meters);
    Gauge.builder("sluice.runtime.abandoned.threads", abandoned::getAsInt)
        .description("Threads that hold a run that couldn't be stopped")
        .register(meters);
    Gauge.builder("sluice.runtime.realms", realms::getAsInt)
        .description("Realms that are kept or in use; an idle environment has none")
        .register(meters);
  }

  @Override
  public void close() {
    collections.close();
  }
}
