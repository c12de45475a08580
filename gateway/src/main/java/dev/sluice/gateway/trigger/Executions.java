package dev.sluice.gateway.trigger;

import dev.sluice.gateway.guard.ErrorRates;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveWorkflow;
import dev.sluice.gateway.live.NotCompilableException;
import dev.sluice.gateway.record.Ended;
import dev.sluice.gateway.record.Occasion;
import dev.sluice.gateway.record.Recorder;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.run.RunId;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Runs what is live for a trigger, measures it and hands it on to be remembered. Thread-safe. */
public final class Executions {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Runner runner;
  private final Recorder recorder;
  private final RunMeters meters;
  private final ErrorRates rates;
  private final Clock clock;

  public Executions(
      Runner runner, Recorder recorder, RunMeters meters, ErrorRates rates, Clock clock) {
    this.runner = runner;
    this.recorder = recorder;
    this.meters = meters;
    this.rates = rates;
    this.clock = clock;
  }

  /** The answer to a call, as JSON. Holds the thread until the run has ended. */
  byte[] run(Target target, RunCall call, RunOptions options) {
    RunId id = RunId.next(clock);
    Optional<LiveWorkflow> workflow = target.workflow();
    if (workflow.isEmpty()) {
      meters.noWorkflow(target.environment().name(), target.trigger());
      return RunAnswer.noWorkflow(id);
    }
    RunNames names = new RunNames(id, target, workflow.get());
    names.begin();
    Outcome outcome = outcome(names, request(names, call, options));
    names.end(outcome);
    meters.ran(target.environment().name(), workflow.get(), outcome);
    rates.ran(target.environment(), workflow.get(), outcome);
    recorder.record(new Ended(id, occasion(target, call), workflow.get(), outcome));
    return RunAnswer.of(id, workflow.get(), outcome);
  }

  /** The answer to a call while the emergency switch is on, as JSON; nothing runs. */
  byte[] override(Target target, BreakGlass emergency) {
    meters.overridden(target.environment().name(), target.trigger());
    return RunAnswer.overridden(RunId.next(clock), emergency);
  }

  private static Occasion occasion(Target target, RunCall call) {
    LiveEnvironment environment = target.environment();
    Optional<String> trace = target.span().context().map(TraceContext::traceId);
    return new Occasion(environment.name(), environment.recording(), call.user(), trace);
  }

  private Outcome outcome(RunNames names, RunRequest request) {
    LiveWorkflow workflow = names.workflow();
    try {
      return runner.run(workflow.program().get(), request);
    } catch (NotCompilableException e) {
      throw Refusal.unavailable(
          "not_yet_known",
          "The workflow %s is live, but can't be loaded here: %s."
              .formatted(workflow.deployment().workflow().id(), e.getMessage()),
          SOON);
    } catch (SaturatedException e) {
      meters.rejected();
      throw Refusal.unavailable("saturated", "This server is busy: " + e.getMessage() + ".", SOON);
    } catch (RuntimeException | Error e) {
      // Who tells of the bug says whose run met it.
      names.work().inAllLines();
      throw e;
    }
  }

  private static RunRequest request(RunNames names, RunCall call, RunOptions options) {
    LiveEnvironment environment = names.target().environment();
    return new RunRequest(
        call.event(),
        call.tokens(),
        names.workflow().surroundings(environment),
        options.limits(),
        environment.recording().events(),
        names.work());
  }
}
