package dev.sluice.registry.sync;

import java.time.Instant;

/** One line of what a sync did. */
public record SyncLogLine(Instant at, Level level, String text) {
  /** How much a line matters. */
  public enum Level {
    INFO,
    WARN,
    ERROR
  }
}
