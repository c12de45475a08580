package dev.sluice.runtime;

import dev.sluice.runtime.ProgramSource.Declared;
import dev.sluice.runtime.ProgramSource.Owner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first runs of a process, nobody's: one that throws and one that has to be stopped. The first
 * realm takes about a second; and what deals with failures must be loaded while there's memory to
 * load it, for a class that couldn't be is lost until the process ends.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** No environment's name. */
  private static final String NOWHERE = "";

  private static final RunRequest NOTHING =
      new RunRequest(
          JsonText.EMPTY,
          JsonText.EMPTY,
          new Surroundings(
              Map.of(),
              Optional.empty(),
              new EgressPolicy.PublicInternet(),
              Sealing.NONE,
              Texts.NONE),
          RunLimits.DEFAULT);

  private final WorkflowRuntime runtime;

  WarmUp(WorkflowRuntime runtime) {
    this.runtime = runtime;
  }

  /** Takes a second or so. Gives up quietly if the runtime is closed meanwhile. */
  void run() {
    try {
      run("console.log('x'); kinde.idToken.setCustomClaim('x', 1); throw new Error('x');", 5_000);
      run("for (;;) {}", 1);
    } catch (BundleException | RuntimeException e) {
      log.debug("The warm-up was cut short", e);
    } finally {
      runtime.forget(NOWHERE);
    }
  }

  private void run(String body, long millis) throws BundleException {
    Program program =
        runtime.compile(
            new ProgramSource(
                new Owner(NOWHERE, NOWHERE),
                new BundleCode(
                    "var __sluice_module = { default: async () => {" + body + "} };", "{}"),
                Trigger.USER_TOKENS_GENERATION,
                new Declared(Set.of("kinde.idToken"), Set.of()),
                FailurePolicy.STOP));
    RunLimits limits = RunLimits.DEFAULT.within(Duration.ofMillis(millis));
    runtime.run(
        program, new RunRequest(NOTHING.event(), NOTHING.tokens(), NOTHING.surroundings(), limits));
  }
}
