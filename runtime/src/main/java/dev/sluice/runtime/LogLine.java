package dev.sluice.runtime;

import java.time.Instant;

/** One line of a run's log. */
public record LogLine(Instant at, Level level, String text) {
  /** The console's levels. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
