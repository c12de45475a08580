package dev.sluice.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run decided.
 *
 * @param effects the JSON object of the run API's {@code effects}; {@code {}} when there are none
 */
public record Outcome(
    Status status, Decision decision, String effects, Optional<RunError> error, Trace trace) {

  /** How the run ended. */
  public enum Status {
    COMPLETED,
    DENIED,
    FAILED
  }

  /** What the auth flow is to do. */
  public enum Decision {
    CONTINUE,
    STOP
  }

  /**
   * Why a run failed.
   *
   * @param code a stable name, e.g. {@code deadline_exceeded}, {@code uncaught_exception}
   * @param at where in the author's code, if known
   */
  public record RunError(String code, String message, Optional<SourcePosition> at) {}

  /**
   * What the run left for its author to read.
   *
   * @param log what it logged, oldest first, secrets already redacted
   * @param effects the outcome's effects, secrets redacted: what may be stored
   * @param fetches the requests it made, refused ones last
   * @param event the event, passwords and secrets redacted, if the request asked for it
   */
  public record Trace(
      Instant startedAt,
      Duration duration,
      List<LogLine> log,
      String effects,
      List<Fetched> fetches,
      Optional<String> event) {
    /** One without the event. */
    public Trace(
        Instant startedAt,
        Duration duration,
        List<LogLine> log,
        String effects,
        List<Fetched> fetches) {
      this(startedAt, duration, log, effects, fetches, Optional.empty());
    }

    public Trace {
      log = List.copyOf(log);
      fetches = List.copyOf(fetches);
    }

    /** Whether a line warns of something, the runtime's own warnings included. */
    public boolean hasWarnings() {
      return log.stream().anyMatch(line -> line.level() == LogLine.Level.WARN);
    }
  }
}
