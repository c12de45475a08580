package dev.sluice.registry.sync;

/**
 * A sync worker.
 *
 * @param host the name of the machine it is on, for people
 */
public record Worker(WorkerId id, String host) {
  @Override
  public String toString() {
    return id + " on " + host;
  }
}
