package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.trace.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one run logs, bounded and without secrets. Belongs to the run's thread. */
final class RunLog {
  private static final int LONGEST_LINE = 16_384;

  private final List<LogLine> lines = new ArrayList<>();
  private final RunRequest request;
  private final RunLimits.Logging limits;
  private final Clock clock;
  private @Nullable Redactor redactor;
  private long bytes;
  private boolean full;

  RunLog(RunRequest request, Clock clock) {
    this.request = request;
    this.limits = request.limits().logging();
    this.clock = clock;
  }

  /**
   * Adds a line, if there's room.
   *
   * @return how the run fails if this line is the first for which there's none
   */
  Optional<Failure> add(LogLine.Level level, String text) {
    if (full) {
      return Optional.empty();
    }
    String clean = cut(redact(text));
    bytes += utf8Length(clean);
    Optional<Failure> tooMuch = tooMuch();
    full = tooMuch.isPresent();
    if (!full) {
      lines.add(new LogLine(clock.instant(), level, clean));
    }
    return tooMuch;
  }

  /** Whose log it is. */
  Work work() {
    return request.work();
  }

  /** Adds a line of the runtime's own, room or not. */
  void addLast(LogLine.Level level, String text) {
    lines.add(new LogLine(clock.instant(), level, cut(redact(text))));
  }

  private Optional<Failure> tooMuch() {
    if (bytes > limits.bytes()) {
      return failure("log_too_large", limits.bytes(), "bytes it may. Log less.");
    }
    if (lines.size() >= limits.lines()) {
      return failure("too_many_log_lines", limits.lines(), "lines it may. Log less often.");
    }
    return Optional.empty();
  }

  private static Optional<Failure> failure(String code, int limit, String rest) {
    String message = String.format("The workflow logged more than the %,d %s", limit, rest);
    return Optional.of(Failure.plain(code, message));
  }

  private static long utf8Length(String text) {
    return text.codePoints().mapToLong(RunLog::utf8Length).sum();
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** Cut only now: a secret across the cut would leave its beginning. */
  private static String cut(String text) {
    return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
  }

  /** The text as it may be shown. */
  String redact(String text) {
    return redactor().redact(text);
  }

  /** The JSON as it may be stored. */
  String redactJson(String json) {
    return redactor().redactJson(json);
  }

  /** The event as it may be stored, if it is to be. */
  Optional<String> event() {
    return request.keepsEvent()
        ? Optional.of(redactor().redactEvent(request.event().text()))
        : Optional.empty();
  }

  private Redactor redactor() {
    @Nullable Redactor known = redactor;
    if (known == null) {
      known = Redactor.of(request);
      redactor = known;
    }
    return known;
  }

  List<LogLine> lines() {
    return List.copyOf(lines);
  }
}
