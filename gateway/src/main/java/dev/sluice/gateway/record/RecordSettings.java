package dev.sluice.gateway.record;

/**
 * How much may wait to be written; what comes beyond that is lost, and counted.
 *
 * @param runs how many runs
 * @param bytes of their logs, effects and events, roughly
 */
public record RecordSettings(int runs, long bytes) {
  public static final RecordSettings DEFAULT = new RecordSettings(10_000, 64 * 1024 * 1024);

  /** What uneventful runs may take of it. */
  RecordSettings withoutLastQuarter() {
    return new RecordSettings(runs - runs / 4, bytes - bytes / 4);
  }
}
