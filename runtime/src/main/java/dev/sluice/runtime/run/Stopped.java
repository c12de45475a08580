package dev.sluice.runtime.run;

import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.SourcePosition;
import dev.sluice.runtime.realm.ProgramCode;
import dev.sluice.runtime.watch.StopCause;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** The failures of runs that didn't end by themselves. */
final class Stopped {
  private static final long MEBIBYTE = 1024 * 1024;

  private Stopped() {}

  /** The watchdog stopped it. */
  static Failure because(StopCause cause, RunLimits limits) {
    return switch (cause) {
      case DEADLINE -> deadline(limits);
      case CPU ->
          Failure.plain(
              "cpu_exceeded",
              "The workflow computed for more than the "
                  + shown(limits.time().cpu())
                  + " of processor time it may use. Look for a loop that doesn't end, or make it"
                  + " do less.");
      case MEMORY ->
          Failure.plain(
              "memory_exceeded",
              "The workflow allocated more than the "
                  + limits.allocatedBytes() / MEBIBYTE
                  + " MB of memory it may use. Look for something that grows without end.");
      case HEAP_SHORT ->
          Failure.plain(
              "memory_exceeded",
              "The server ran short of memory, and no run used more of it than this one. Make the"
                  + " workflow hold less at a time.");
    };
  }

  /** Its time was over. */
  static Failure deadline(RunLimits limits) {
    return Failure.plain(
        "deadline_exceeded",
        "The workflow didn't end within its "
            + shown(limits.time().wallClock())
            + ". Make it do less, or answer sooner.");
  }

  /** There was no memory left for what it asked for. */
  static Failure outOfMemory() {
    return Failure.plain(
        "memory_exceeded",
        "The workflow asked for more memory at once than the server has left. Make it hold less"
            + " at a time.");
  }

  /**
   * It ended on its way: for want of memory, by an error of the engine's own, or by one that the
   * workflow throws where no code of its own or ours could catch it, such as from the functions
   * that a class derived from {@code Promise} hands out.
   */
  static Failure engine(PolyglotException e) {
    if (e.isResourceExhausted()) {
      return outOfMemory();
    }
    return isOfTheWorkflow(e)
        ? Failure.plain("uncaught_exception", String.valueOf(e.getMessage()))
        : Failure.plain("engine_failure", "The engine stopped the workflow: " + e.getMessage());
  }

  private static boolean isOfTheWorkflow(PolyglotException e) {
    return e.isGuestException()
        && !e.isInternalError()
        && !e.isCancelled()
        && !e.isInterrupted()
        && !e.isSyntaxError();
  }

  /** Where in the author's code the engine was. */
  static Optional<SourcePosition> position(PolyglotException e, SourceMap map) {
    return Stream.concat(
            Stream.ofNullable(e.getSourceLocation()),
            StreamSupport.stream(e.getPolyglotStackTrace().spliterator(), false)
                .map(PolyglotException.StackFrame::getSourceLocation)
                .filter(Objects::nonNull))
        .filter(section -> section.getSource().getName().equals(ProgramCode.NAME))
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
}
