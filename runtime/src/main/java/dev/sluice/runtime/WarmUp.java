package dev.sluice.runtime;

import dev.sluice.engine.EngineClasses;
import dev.sluice.engine.StackRoom;
import dev.sluice.runtime.ProgramSource.Declared;
import dev.sluice.runtime.ProgramSource.Owner;
import dev.sluice.runtime.realm.Realms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first runs of a process, nobody's: some that throw, one that has to be stopped, and one that
 * calls each kind of built-in. The first realm takes about a second; what deals with failures must
 * be loaded while there's memory to load it, and a class that couldn't be initialized is lost until
 * the process ends; and the engine must see more programs than it cares to tell apart before it
 * compiles what calls them. Otherwise it bets on the first, and must compile much again when that
 * is swapped out under load.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** The engine tells fewer apart where one function is called by the same line. */
  private static final int PROGRAMS = 8;

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
  private volatile boolean cancelled;

  WarmUp(WorkflowRuntime runtime) {
    this.runtime = runtime;
  }

  /** Takes a second or so. Gives up quietly if the runtime is closed meanwhile. */
  void run() {
    if (!StackRoom.isKept()) {
      log.warn(
          "On this machine no part of the stack can be kept from programs: see docs/security.md");
    }
    try {
      for (int i = 0; i < PROGRAMS; i++) {
        run("console.log(%d); kinde.idToken.setCustomClaim('x', 1); throw Error()".formatted(i));
      }
      run("for (;;) {}", 1);
      initializeAhead();
    } catch (BundleException | RuntimeException e) {
      log.debug("The warm-up was cut short", e);
    } finally {
      runtime.forget(NOWHERE);
    }
  }

  /** Leaves out what it hasn't begun. Thread-safe. */
  void cancel() {
    cancelled = true;
  }

  /** Takes most of a second of one processor, beside the runs of a process that has begun. */
  private void initializeAhead() throws BundleException {
    if (!cancelled) {
      log.debug("{} of the engine's classes are initialized", EngineClasses.initialize());
    }
    if (!cancelled) {
      run(builtIns(), 10_000);
    }
  }

  /** Calls each kind of built-in once. */
  private static String builtIns() {
    try (InputStream in = Objects.requireNonNull(Realms.class.getResourceAsStream("warmup.js"))) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return script + "\nawait __sluice_realm.default();";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String body) throws BundleException {
    run(body, 5_000);
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
