package dev.sluice.registry.environment;

/**
 * For how long an environment remembers what happened. Whatever is older, or more than so many, is
 * forgotten in the background.
 *
 * @param runDays of runs and their logs, in days
 * @param runs how many runs at most, the newest
 * @param syncDays of syncs, their logs and those of their builds, in days
 * @param syncs how many syncs at most, the newest
 */
public record Retention(int runDays, int runs, int syncDays, int syncs) {
  public static final Retention DEFAULT = new Retention(7, 100_000, 90, 1_000);

  public Retention {
    Bounds.check("retention.runDays", runDays, 1, 3_650);
    Bounds.check("retention.runs", runs, 1, 10_000_000);
    Bounds.check("retention.syncDays", syncDays, 1, 3_650);
    Bounds.check("retention.syncs", syncs, 10, 100_000);
  }
}
