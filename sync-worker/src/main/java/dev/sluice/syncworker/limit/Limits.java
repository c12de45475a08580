package dev.sluice.syncworker.limit;

import java.time.Duration;
import java.util.Map;

/**
 * How much each {@link Limit} is.
 *
 * @param changed those that aren't as usual
 */
public record Limits(Map<Limit, Long> changed) {
  public static final Limits USUAL = new Limits(Map.of());

  public Limits {
    changed.forEach(Limits::requireInRange);
    changed = Map.copyOf(changed);
  }

  private static void requireInRange(Limit limit, long value) {
    if (value < limit.least() || value > limit.most()) {
      throw new IllegalArgumentException(
          "limit %s is from %,d to %,d, not %,d"
              .formatted(limit, limit.least(), limit.most(), value));
    }
  }

  /** How much it is, in the unit that its name says. */
  public long of(Limit limit) {
    return changed.getOrDefault(limit, limit.usual());
  }

  /** One in megabytes, in bytes. */
  public long bytes(Limit megabytes) {
    return of(megabytes) << 20;
  }

  /** One of numbers. */
  public int count(Limit limit) {
    return (int) of(limit);
  }

  /** One in seconds. */
  public Duration duration(Limit seconds) {
    return Duration.ofSeconds(of(seconds));
  }
}
