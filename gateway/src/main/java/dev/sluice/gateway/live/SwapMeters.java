package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells in metrics, and of emergencies in the log, what this process serves. Thread-safe. */
public final class SwapMeters {
  private final MeterRegistry meters;
  private final BreakGlassNotices breakGlass;
  private final Counter compiled;
  private final Map<EnvironmentName, AtomicInteger> live = new ConcurrentHashMap<>();

  public SwapMeters(MeterRegistry meters) {
    this.meters = meters;
    this.breakGlass = new BreakGlassNotices(meters);
    this.compiled =
        Counter.builder("sluice.programs.compiled")
            .description("Workflows that were compiled, to be served or as they were called")
            .register(meters);
  }

  /** Notes what an environment is served with from now on. */
  void serving(LiveEnvironment environment) {
    failures(environment.name());
    live.computeIfAbsent(environment.name(), this::gauge).set(environment.releaseNumber());
    breakGlass.serving(environment);
  }

  private AtomicInteger gauge(EnvironmentName environment) {
    AtomicInteger number = new AtomicInteger();
    Gauge.builder("sluice.release", number, AtomicInteger::get)
        .description("The release that this process serves; 0 if there is none")
        .tag("environment", environment.value())
        .register(meters);
    return number;
  }

  /** Notes that a program is being compiled. */
  void compiled() {
    compiled.increment();
  }

  /** Notes that a release couldn't be loaded; what was served stays. */
  void failed(EnvironmentName environment) {
    failures(environment).increment();
  }

  /** There from the start, so that the first failure is seen to be one more. */
  private Counter failures(EnvironmentName environment) {
    return Counter.builder("sluice.swaps.failed")
        .description("Releases that couldn't be loaded; what was served stays")
        .tag("environment", environment.value())
        .register(meters);
  }
}
