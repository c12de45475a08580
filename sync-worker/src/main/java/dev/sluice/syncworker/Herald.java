package dev.sluice.syncworker;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.notice.Notices;
import dev.sluice.registry.sync.Sync;
import dev.sluice.syncworker.report.HostReports;
import java.time.Clock;
import java.time.Duration;

/** Has Git hosts told that a sync of theirs began. Thread-safe. */
record Herald(Notices notices, HostReports reports, Clock clock) {
  /** Most have ended by then, and one message is enough. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Its sync is about its commit. */
  void begin(Attempt attempt) {
    begin(attempt.sync(), attempt.environment(), attempt.commit());
  }

  /** The sync is about that commit, as far as is known. */
  void begin(Sync sync, Environment environment, CommitId commit) {
    if (reports.isWanted(environment)) {
      notices.begin(sync.claim(), commit, clock.instant().plus(SOON));
    }
  }
}
