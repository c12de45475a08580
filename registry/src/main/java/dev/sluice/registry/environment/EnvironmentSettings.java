package dev.sluice.registry.environment;

import dev.sluice.registry.trust.Trust;

/**
 * What an operator chose for an environment. Its secrets are kept apart.
 *
 * @param goLiveOnSync whether a good sync is live at once, or waits to be made live
 * @param trust whose commits are taken, from the next sync on
 */
public record EnvironmentSettings(
    RepositoryAddress repository,
    boolean goLiveOnSync,
    RunSettings runs,
    Oversight oversight,
    Trust trust) {

  /** With the usual oversight, and anybody's commits. */
  public EnvironmentSettings(RepositoryAddress repository, boolean goLiveOnSync, RunSettings runs) {
    this(repository, goLiveOnSync, runs, Oversight.DEFAULT, Trust.NONE);
  }
}
