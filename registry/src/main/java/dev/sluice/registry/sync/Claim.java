package dev.sluice.registry.sync;

/**
 * A worker's right to a sync. What a worker writes about a sync shows it, and counts only while
 * nobody else was given one.
 *
 * @param number grows whenever the sync is given to a worker, or taken from one
 */
public record Claim(SyncId sync, long number) {
  @Override
  public String toString() {
    return "claim " + number + " of " + sync;
  }
}
