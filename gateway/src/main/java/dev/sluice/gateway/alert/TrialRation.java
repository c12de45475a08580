package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * At most so many trials a minute for each environment: each is a request to anyone. Thread-safe.
 */
final class TrialRation {
  private static final int MOST = 10;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  /** When each environment's latest were; those of environments that make none are few. */
  private final Map<EnvironmentName, Deque<Instant>> made = new HashMap<>();

  /** How long to wait; empty if this one may be made, which then counts. */
  synchronized Optional<Duration> take(EnvironmentName environment, Instant now) {
    Deque<Instant> lately = made.computeIfAbsent(environment, _ -> new ArrayDeque<>());
    while (!lately.isEmpty() && !now.isBefore(lately.getFirst().plus(WITHIN))) {
      lately.removeFirst();
    }
    if (lately.size() >= MOST) {
      return Optional.of(Duration.between(now, lately.getFirst().plus(WITHIN)));
    }
    lately.addLast(now);
    return Optional.empty();
  }
}
