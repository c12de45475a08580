package dev.sluice.runtime.run;

import dev.sluice.runtime.FailurePolicy;
import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.realm.ProgramCode;
import dev.sluice.runtime.watch.StopCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;

/** Takes a program through a run, from a free realm to an outcome. Thread-safe. */
public final class Runner {
  /** Deepest nesting of effects: what reads them next has limits of its own. */
  private static final int DEEPEST = 100;

  private final Host host;

  public Runner(Host host) {
    this.host = host;
  }

  /**
   * Runs the program on the calling thread. Never throws for what the workflow does.
   *
   * @throws dev.sluice.runtime.SaturatedException if there's no realm to be had, or no time to
   *     compute
   */
  public Outcome run(Job job, RunRequest request) {
    Instant startedAt = host.clock().instant();
    long startedNanos = System.nanoTime();
    RunState state = new RunState(new RunLog(request, host.clock()), job.map());
    String effects = inRealm(job, request, state);
    if (Json.depth(effects) > DEEPEST) {
      state.fail(Failure.tooDeep(DEEPEST));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
    return outcome(job.source(), state, effects, new Took(startedAt, took));
  }

  /**
   * A program as the runner needs it.
   *
   * @param map leads to its author's code; asked for only when something fails
   * @param lane where all its runs compute
   */
  public record Job(ProgramSource source, ProgramCode code, Supplier<SourceMap> map, Lane lane) {}

  private record Took(Instant startedAt, Duration duration) {}

  private String inRealm(Job job, RunRequest request, RunState state) {
    RunLimits limits = request.limits();
    long deadline = System.nanoTime() + limits.time().wallClock().toNanos();
    String environment = job.source().owner().environment();
    try (Lane.Place place = job.lane().place(deadline);
        Hold hold = Hold.takeUntil(host, environment, request, place)) {
      Run run = new Run(job.source(), request, host, state, place);
      String effects = held(hold, () -> run.in(hold.realm(), job.code()), limits, state);
      hold.end().ifPresentOrElse(cause -> place.stopped(), place::ended);
      return effects;
    }
  }

  private static String held(Hold hold, Supplier<String> run, RunLimits limits, RunState state) {
    try {
      String effects = run.get();
      // What was stopped and came back all the same came too late, from natives that don't look up.
      hold.end().ifPresent(cause -> state.stopped(Stopped.because(cause, limits)));
      hold.markClean();
      return effects;
    } catch (PolyglotException e) {
      Failure failure =
          hold.end().map(cause -> Stopped.because(cause, limits)).orElse(Stopped.engine(e));
      state.stopped(failure.at(Stopped.position(e, state.map())));
      return "";
    } catch (RuntimeException e) {
      // A stop that meets the run on its way into the realm comes in the engine's own type.
      StopCause cause = hold.end().orElseThrow(() -> e);
      state.stopped(Stopped.because(cause, limits));
      return "";
    } catch (OutOfMemoryError e) {
      state.stopped(Stopped.outOfMemory());
      return "";
    }
  }

  private static Outcome outcome(ProgramSource program, RunState state, String effects, Took took) {
    Optional<Failure> failure = state.failure();
    failure.ifPresent(cause -> explain(cause, program, state.log()));
    boolean denied = state.denials().any();
    String all = join(failure.isPresent() ? "" : effects, state.denials().members());
    return new Outcome(
        status(failure.isPresent(), denied),
        decision(program.failurePolicy(), state, failure.isPresent()),
        all,
        failure.map(cause -> cause.error(state.log())),
        new Outcome.Trace(
            took.startedAt(),
            took.duration(),
            state.log().lines(),
            state.log().redactJson(all),
            state.fetched(),
            state.log().event()));
  }

  private static void explain(Failure cause, ProgramSource program, RunLog log) {
    log.addLast(LogLine.Level.ERROR, cause.logText());
    Hints.forRun(cause.message(), program).ifPresent(hint -> log.addLast(LogLine.Level.INFO, hint));
  }

  private static String join(String effects, String denials) {
    String comma = effects.isEmpty() || denials.isEmpty() ? "" : ",";
    return "{" + effects + comma + denials + "}";
  }

  private static Outcome.Status status(boolean failed, boolean denied) {
    if (failed) {
      return Outcome.Status.FAILED;
    }
    return denied ? Outcome.Status.DENIED : Outcome.Status.COMPLETED;
  }

  private static Outcome.Decision decision(FailurePolicy policy, RunState state, boolean failed) {
    boolean stops =
        state.denials().any() || (failed ? policy == FailurePolicy.STOP : state.fieldInvalid());
    return stops ? Outcome.Decision.STOP : Outcome.Decision.CONTINUE;
  }
}
