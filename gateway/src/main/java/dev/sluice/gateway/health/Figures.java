package dev.sluice.gateway.health;

import dev.sluice.runtime.WorkflowRuntime;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Everything a process counts, as Prometheus reads it. Thread-safe. Close it after what counts with
 * it.
 */
public final class Figures implements AutoCloseable {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process;
  private final List<LongSupplier> shown = new CopyOnWriteArrayList<>();

  /** Those of a process with that engine. */
  public Figures(WorkflowRuntime runtime) {
    process = new ProcessMeters(meters, runtime);
  }

  /** Where more is counted. */
  public MeterRegistry meters() {
    return meters;
  }

  /**
   * Shows a count that someone else keeps.
   *
   * @param name as Micrometer writes it, e.g. {@code sluice.hooks.refused}
   */
  public void count(String name, String description, LongSupplier count) {
    // Micrometer holds what it counts weakly.
    shown.add(count);
    FunctionCounter.builder(name, count, LongSupplier::getAsLong)
        .description(description)
        .register(meters);
  }

  /**
   * Shows a figure that someone else knows, asked for whenever the figures are read.
   *
   * @param name as Micrometer writes it
   */
  public void gauge(String name, String description, LongSupplier figure) {
    Gauge.builder(name, figure::getAsLong).description(description).register(meters);
  }

  /** All of them, in Prometheus's text format. */
  String text() {
    return meters.scrape();
  }

  @Override
  public void close() {
    process.close();
    meters.close();
  }
}
