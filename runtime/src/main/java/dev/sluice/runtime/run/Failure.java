package dev.sluice.runtime.run;

import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.SourcePosition;
import dev.sluice.runtime.realm.ProgramCode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/**
 * Why a run failed.
 *
 * @param logText what its author reads in the log
 */
record Failure(String code, String message, Optional<SourcePosition> at, String logText) {

  /** The workflow threw, or rejected. */
  static Failure thrown(String code, Thrown thrown) {
    return new Failure(code, thrown.message(), thrown.at(), thrown.withStack());
  }

  /** Its time was over while it waited. */
  static Failure deadline(RunLimits limits) {
    String message =
        "The workflow didn't end within its "
            + shown(limits.time().wallClock())
            + ". Make it do less, or answer sooner.";
    return new Failure("deadline_exceeded", message, Optional.empty(), message);
  }

  /** It had to be stopped, or the engine gave up; the realm it ran in can't be used again. */
  static Failure stopped(PolyglotException e, RunLimits limits, SourceMap map) {
    return e.isInterrupted() || e.isCancelled() ? interrupted(e, limits, map) : engine(e, map);
  }

  /** Its time was over while it computed. */
  private static Failure interrupted(PolyglotException stop, RunLimits limits, SourceMap map) {
    Failure plain = deadline(limits);
    Optional<SourcePosition> at = position(stop, map);
    String where = at.map(position -> "\n    at " + position).orElse("");
    return new Failure(plain.code, plain.message, at, plain.message + where);
  }

  static Failure tooDeep(int deepest) {
    String message = "A claim's value is nested more than " + deepest + " levels deep.";
    return new Failure("invalid_claim", message, Optional.empty(), message);
  }

  static Failure neverSettled() {
    String message =
        "The workflow waits for a promise that nothing can settle any more."
            + " Look for a new Promise whose resolve is never called.";
    return new Failure("never_settled", message, Optional.empty(), message);
  }

  /** The engine gave up: not the workflow's doing, or a limit of the engine's own. */
  private static Failure engine(PolyglotException e, SourceMap map) {
    String message = "The engine stopped the workflow: " + e.getMessage();
    return new Failure("engine_failure", message, position(e, map), message);
  }

  /** Where in the author's code the engine was. */
  static Optional<SourcePosition> position(PolyglotException e, SourceMap map) {
    return StreamSupport.stream(e.getPolyglotStackTrace().spliterator(), false)
        .map(PolyglotException.StackFrame::getSourceLocation)
        .filter(
            section -> section != null && section.getSource().getName().equals(ProgramCode.NAME))
        .findFirst()
        .flatMap(section -> authored(section, map));
  }

  private static Optional<SourcePosition> authored(SourceSection section, SourceMap map) {
    return map.find(section.getStartLine() - ProgramCode.LINES_BEFORE, section.getStartColumn());
  }

  private static String shown(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  Outcome.RunError error(RunLog log) {
    return new Outcome.RunError(code, log.redact(message), at);
  }
}
