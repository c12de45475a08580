package dev.sluice.gateway.trigger;

import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.gateway.live.RunTallies;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts and times runs and what they fetch. Thread-safe. */
public final class RunMeters {
  private final RunTallies tallies;
  private final Counter saturated;
  private final FetchMeters fetches;

  public RunMeters(MeterRegistry meters, RunTallies tallies, Permits permits) {
    this.tallies = tallies;
    this.fetches = new FetchMeters(meters);
    this.saturated =
        Counter.builder("sluice.runs.rejected")
            .description(
                "Calls turned away with 503: every permit was taken, or no realm came free")
            .register(meters);
    Gauge.builder("sluice.runs.active", permits, Permits::taken)
        .description("Calls of the run API under way")
        .register(meters);
    Gauge.builder("sluice.runs.limit", permits, Permits::total)
        .description("How many calls of the run API there may be under way; more are turned away")
        .register(meters);
  }

  void ran(EnvironmentName environment, LiveWorkflow workflow, Outcome outcome) {
    tallies.of(environment, workflow).ran(outcome);
    fetches.fetched(environment, outcome.trace().fetches());
  }

  void noWorkflow(EnvironmentName environment, Trigger trigger) {
    tallies.withoutRun(environment, trigger, "no_workflow");
  }

  void overridden(EnvironmentName environment, Trigger trigger) {
    tallies.withoutRun(environment, trigger, "overridden");
  }

  void rejected() {
    saturated.increment();
  }
}
