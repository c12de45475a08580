package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts runs that couldn't be remembered, and raises an alert of how many, at most once a minute
 * for each environment. Thread-safe; {@link #lost} is quick.
 */
public final class LostRuns {
  private static final Duration EACH = Duration.ofMinutes(1);

  private final Alerts alerts;
  private final InstantSource clock;
  private final Map<EnvironmentName, LongAdder> lost = new ConcurrentHashMap<>();
  private final Map<EnvironmentName, Instant> next = new HashMap<>();

  public LostRuns(Alerts alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  /** Notes that so many runs of that environment won't be remembered. */
  public void lost(EnvironmentName environment, int runs) {
    lost.computeIfAbsent(environment, name -> new LongAdder()).add(runs);
  }

  /** Tells of those that weren't told yet. */
  public synchronized void round() {
    Instant now = clock.instant();
    lost.forEach((environment, runs) -> {
      if (runs.sum() > 0 && !now.isBefore(next.getOrDefault(environment, Instant.MIN))) {
        next.put(environment, now.plus(EACH));
        alerts.raise(environment, AlertKind.RUNS_LOST, Map.of("runs", runs.sumThenReset()));
      }
    });
  }
}
