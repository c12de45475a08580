package dev.sluice.gateway.health;

import dev.sluice.runtime.WorkflowRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What the process itself shows: memory, threads, collections, and how it runs JavaScript. */
final class ProcessMeters implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Adds them to {@code meters} until closed. */
  ProcessMeters(MeterRegistry meters, WorkflowRuntime runtime) {
    collections.bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    show(meters, runtime);
  }

  private static void show(MeterRegistry meters, WorkflowRuntime runtime) {
    Gauge.builder("sluice.runtime.optimized", () -> runtime.optimized() ? 1 : 0)
        .description("1 if JavaScript is compiled to machine code, 0 if it's only interpreted")
        .register(meters);
    Gauge.builder("sluice.runtime.abandoned.threads", runtime::abandonedThreads)
        .description("Threads that hold a run that couldn't be stopped")
        .register(meters);
    Gauge.builder("sluice.runtime.realms", runtime::realms)
        .description("Realms that are kept or in use; an idle environment has none")
        .register(meters);
    Gauge.builder("sluice.runtime.realms.in.use", runtime::realmsInUse)
        .description("Realms in which something runs")
        .register(meters);
    Gauge.builder("sluice.runtime.realms.awaited", runtime::realmsAwaited)
        .description("Runs and checks that wait for a realm")
        .register(meters);
  }

  @Override
  public void close() {
    collections.close();
  }
}
