package dev.sluice.gateway.record;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that weren't remembered since this process began. Thread-safe. */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private final Clock clock;
  private final InstantSource time;
  private final RecordMeters meters;
  private final List<LossListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<EnvironmentName, Lost> lost = new ConcurrentHashMap<>();

  /** What was told of already; of the telling thread. */
  private final Map<EnvironmentName, Long> told = new ConcurrentHashMap<>();

  private volatile Instant nextTelling = Instant.MIN;

  /**
   * @param time by which telling is spaced
   */
  Losses(Clock clock, InstantSource time, RecordMeters meters) {
    this.clock = clock;
    this.time = time;
    this.meters = meters;
  }

  void tellTo(LossListener listener) {
    listeners.add(listener);
  }

  void add(EnvironmentName environment) {
    meters.dropped(1);
    Instant now = clock.instant();
    lost.merge(environment, new Lost(1, now, now), Lost::and);
  }

  Optional<Lost> of(EnvironmentName environment) {
    return Optional.ofNullable(lost.get(environment));
  }

  /** Logs what was lost since, and tells the listeners, if it is time to. */
  void tell() {
    Instant now = time.instant();
    if (now.isBefore(nextTelling)) {
      return;
    }
    nextTelling = now.plus(TELL_EVERY);
    lost.forEach((environment, all) -> {
      int more = (int) Math.min(Integer.MAX_VALUE, all.runs() - told.getOrDefault(environment, 0L));
      if (more > 0) {
        told.merge(environment, (long) more, Long::sum);
        tell(environment, more);
      }
    });
  }

  private void tell(EnvironmentName environment, int runs) {
    LOG.warn(
        "{} runs of {} aren't remembered: storage didn't keep up with them, or refused them",
        runs,
        environment);
    listeners.forEach(listener -> listener.lost(environment, runs));
  }
}
