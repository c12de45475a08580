package dev.sluice.gateway.live;

import dev.sluice.registry.environment.Limit;
import dev.sluice.registry.environment.Limits;
import dev.sluice.runtime.RunLimits;
import java.time.Duration;

/** An environment's own limits, in the runtime's terms. */
final class ChosenLimits {
  private static final long MEBIBYTE = 1024 * 1024;

  private final Limits chosen;

  private ChosenLimits(Limits chosen) {
    this.chosen = chosen;
  }

  /** The usual limits, but for those that were chosen. */
  static RunLimits over(RunLimits usual, Limits chosen) {
    return new ChosenLimits(chosen).over(usual);
  }

  private RunLimits over(RunLimits usual) {
    return new RunLimits(
        new RunLimits.Time(
            millis(Limit.WALL_CLOCK, usual.time().wallClock()),
            millis(Limit.CPU, usual.time().cpu())),
        chosen.find(Limit.ALLOCATED).map(it -> it * MEBIBYTE).orElse(usual.allocatedBytes()),
        new RunLimits.Fetching(
            number(Limit.FETCHES, usual.fetching().requests()),
            number(Limit.FETCHED_BYTES, usual.fetching().bodyBytes()),
            usual.fetching().firstByte(),
            usual.fetching().whole()),
        number(Limit.CLAIMS_BYTES, usual.claimsBytes()),
        new RunLimits.Logging(
            number(Limit.LOG_BYTES, usual.logging().bytes()),
            number(Limit.LOG_LINES, usual.logging().lines())));
  }

  private Duration millis(Limit limit, Duration usual) {
    return chosen.find(limit).map(Duration::ofMillis).orElse(usual);
  }

  private int number(Limit limit, int usual) {
    return chosen.find(limit).map(Math::toIntExact).orElse(usual);
  }
}
