package dev.sluice.registry.environment;

/**
 * Which runs an environment remembers, and what of them. Failures, denials and runs with warnings
 * are remembered always.
 *
 * @param completedPerSecond how many of those that simply completed, per second and gateway
 * @param events whether the event is kept with the run, redacted
 */
public record Recording(int completedPerSecond, boolean events) {
  public static final Recording DEFAULT = new Recording(100, false);

  public Recording {
    Bounds.check("recording.completedPerSecond", completedPerSecond, 0, 100_000);
  }
}
