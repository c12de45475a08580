package dev.sluice.syncworker;

import dev.sluice.registry.notice.Notices;
import dev.sluice.syncworker.report.HostReports;
import java.time.Clock;
import java.time.Duration;

/** Has Git hosts told that a sync of theirs began. Thread-safe. */
record Herald(Notices notices, HostReports reports, Clock clock) {
  /** Most have ended by then, and one message is enough. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Its sync is about its commit. */
  void begin(Attempt attempt) {
    if (reports.isWanted(attempt.environment())) {
      notices.begin(attempt.sync().claim(), attempt.commit(), clock.instant().plus(SOON));
    }
  }
}
