package dev.sluice.gateway.record;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many uneventful runs of each environment are still kept in this second. Thread-safe. */
final class CompletedBudget {
  private final int perSecond;
  private final Clock clock;
  private final Map<EnvironmentName, Used> used = new ConcurrentHashMap<>();

  private record Used(long second, int count) {}

  CompletedBudget(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Takes one; whether there was one left. */
  boolean take(EnvironmentName environment) {
    long second = clock.millis() / 1000;
    Used now = used.merge(environment, new Used(second, 1), CompletedBudget::add);
    return now.count() <= perSecond;
  }

  private static Used add(Used before, Used one) {
    return before.second() == one.second() ? new Used(one.second(), before.count() + 1) : one;
  }
}
