package dev.sluice.gateway.record;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many uneventful runs of each environment were kept in this second. Thread-safe. */
final class CompletedBudget {
  private final Clock clock;
  private final Map<EnvironmentName, Used> used = new ConcurrentHashMap<>();

  private record Used(long second, int count) {}

  CompletedBudget(Clock clock) {
    this.clock = clock;
  }

  /** Takes one of so many; whether there was one left. */
  boolean take(EnvironmentName environment, int perSecond) {
    long second = clock.millis() / 1000;
    Used now = used.merge(environment, new Used(second, 1), CompletedBudget::add);
    return now.count() <= perSecond;
  }

  private static Used add(Used before, Used one) {
    return before.second() == one.second() ? new Used(one.second(), before.count() + 1) : one;
  }
}
