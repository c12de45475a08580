package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * At most one alert of a kind a minute for each environment, and how many went short. Thread-safe.
 */
final class Ration {
  private static final Duration EACH = Duration.ofMinutes(1);

  private final Map<Name, Spent> spent = new HashMap<>();

  private record Name(EnvironmentName environment, AlertKind kind) {}

  private record Spent(Instant until, int suppressed) {}

  /** How many such alerts weren't sent since the last that was; empty if this one isn't to be. */
  synchronized OptionalInt take(Alert alert, Instant now) {
    if (!alert.kind().isRationed()) {
      return OptionalInt.of(0);
    }
    Name name = new Name(alert.environment(), alert.kind());
    Spent before = spent.getOrDefault(name, new Spent(Instant.MIN, 0));
    if (now.isBefore(before.until())) {
      spent.put(name, new Spent(before.until(), before.suppressed() + 1));
      return OptionalInt.empty();
    }
    spent.put(name, new Spent(now.plus(EACH), 0));
    return OptionalInt.of(before.suppressed());
  }
}
