package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.syncworker.report.HostReports;
import dev.sluice.syncworker.report.Quiet;
import dev.sluice.syncworker.report.Telling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what has waited longest of what Git hosts are to be told, and tells it. One that can't be
 * told now is tried again for a day; a host that asks for patience, or is away, is left alone. For
 * one thread.
 */
final class NoticeTurn implements Turn {
  private static final Logger log = LoggerFactory.getLogger(NoticeTurn.class);

  /** Longer than telling takes; a crash delays it by that. Who is held up longer tells nothing. */
  private static final Duration HELD = Duration.ofMinutes(2);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 7;

  private final Registry registry;
  private final HostReports reports;
  private final Clock clock;

  /** Until when hosts are left alone, or what their limits on one token hold up. */
  private final Map<Quiet, Instant> quiet = new ConcurrentHashMap<>();

  NoticeTurn(Registry registry, HostReports reports, Clock clock) {
    this.registry = registry;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public boolean take() {
    Instant now = clock.instant();
    Optional<Notice> claimed = registry.notices().claim(now, now.plus(HELD));
    claimed.ifPresent(it -> tell(it, now));
    return claimed.isPresent();
  }

  /** What breaks off is told after the next start. */
  @Override
  public void stop() {}

  private void tell(Notice notice, Instant now) {
    quiet.values().removeIf(until -> !now.isBefore(until));
    Optional<Instant> until =
        reports.called(notice).stream()
            .flatMap(it -> Optional.ofNullable(quiet.get(it)).stream())
            .max(Comparator.naturalOrder());
    if (until.isPresent()) {
      registry.notices().defer(notice, until.get());
      return;
    }
    try {
      settle(notice, reports.tell(notice));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      registry.notices().defer(notice, now);
    }
  }

  private void settle(Notice notice, Telling telling) {
    switch (telling) {
      case Telling.Told _, Telling.Unwanted _ -> registry.notices().told(notice);
      case Telling.Lost _ ->
          log.info(
              "{} of {} was held up, and is told by another worker",
              notice.commit(),
              environment(notice));
      case Telling.Refused(String why) -> {
        warn(notice, why);
        registry.notices().told(notice);
      }
      case Telling.Later later -> {
        Instant then =
            clock.instant().plus(later.pause().orElse(backoff(notice.claim().attempts())));
        log.info("{} of {} is told later: {}", notice.commit(), environment(notice), later.cause());
        quiet.put(later.quiet(), then);
        registry.notices().defer(notice, then);
      }
    }
  }

  private static Duration backoff(int attempts) {
    Duration doubled = FIRST.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  /** In the sync's log too, where whoever misses the status looks. */
  private void warn(Notice notice, String why) {
    log.warn("{} of {} isn't told: {}", notice.commit(), environment(notice), why);
    String line = "The Git host wasn't told: " + why;
    registry
        .syncs()
        .remark(notice.sync().id(), new SyncLogLine(clock.instant(), SyncLogLine.Level.WARN, line));
  }

  private static String environment(Notice notice) {
    return notice.sync().environment().value();
  }
}
