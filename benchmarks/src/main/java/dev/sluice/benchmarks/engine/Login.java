package dev.sluice.benchmarks.engine;

import dev.sluice.fixtures.Events;
import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.FailurePolicy;
import dev.sluice.runtime.JsonText;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Surroundings.Variable;
import dev.sluice.runtime.Texts;
import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A program and the event to run it for. */
public record Login(Program program, RunRequest request) {
  private static final String TRIGGER = "user:tokens_generation";
  private static final JsonText EVENT = JsonText.of(Events.event(TRIGGER));
  private static final Map<String, Variable> VARIABLES =
      Map.of(
          "REGION", new Variable("eu-west-1", false),
          "TIER", new Variable("gold", false),
          "AUDIENCE", new Variable("a secret of some length", true));

  /** Compiles a bundle of a workflow that declared the access token and variables. */
  public static Login compile(WorkflowRuntime runtime, String bundle) {
    ProgramSource source =
        new ProgramSource(
            new ProgramSource.Owner("production", "measured"),
            new BundleCode(bundle, "{}"),
            Trigger.USER_TOKENS_GENERATION,
            new ProgramSource.Declared(Set.of("kinde.accessToken", "kinde.env"), Set.of()),
            FailurePolicy.STOP);
    try {
      return new Login(runtime.compile(source), login());
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RunRequest login() {
    return new RunRequest(
        EVENT,
        JsonText.EMPTY,
        new Surroundings(
            VARIABLES,
            Optional.empty(),
            new EgressPolicy.PublicInternet(),
            Sealing.NONE,
            Texts.NONE),
        RunLimits.DEFAULT);
  }

  /**
   * Runs it once.
   *
   * @throws IllegalStateException if the run fails
   */
  public Outcome run(WorkflowRuntime runtime) {
    Outcome outcome = runtime.run(program, request);
    if (outcome.status() != Outcome.Status.COMPLETED) {
      throw new IllegalStateException("a run failed: " + outcome);
    }
    return outcome;
  }
}
