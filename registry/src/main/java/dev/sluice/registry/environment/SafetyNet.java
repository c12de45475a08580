package dev.sluice.registry.environment;

/**
 * When a release is rolled back by itself.
 *
 * @param errorPercent of the runs within the window that failed, in percent: more are too many
 * @param windowSeconds over which runs are counted, from the moment the release went live on
 * @param leastRuns how many runs there must be in the window before it is judged
 */
public record SafetyNet(int errorPercent, int windowSeconds, int leastRuns) {
  public SafetyNet {
    Bounds.check("safetyNet.errorPercent", errorPercent, 0, 99);
    Bounds.check("safetyNet.windowSeconds", windowSeconds, 10, 3_600);
    Bounds.check("safetyNet.leastRuns", leastRuns, 1, 1_000_000);
  }
}
