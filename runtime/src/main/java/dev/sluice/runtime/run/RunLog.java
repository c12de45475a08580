package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.RunRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run logs, bounded and without secrets. Belongs to the run's thread. */
final class RunLog {
  private static final int LONGEST_LINE = 16_384;

  private final List<LogLine> lines = new ArrayList<>();
  private final RunRequest request;
  private final RunLimits limits;
  private final Clock clock;
  private @Nullable Redactor redactor;
  private int characters;
  private boolean full;

  RunLog(RunRequest request, Clock clock) {
    this.request = request;
    this.limits = request.limits();
    this.clock = clock;
  }

  void add(LogLine.Level level, String text) {
    if (full) {
      return;
    }
    String clean = cut(redact(text));
    characters += clean.length();
    full = characters > limits.logging().bytes() || lines.size() >= limits.logging().lines();
    if (full) {
      level = LogLine.Level.WARN;
      clean = "The log is full: what the run logs from here on is lost.";
    }
    lines.add(new LogLine(clock.instant(), level, clean));
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
