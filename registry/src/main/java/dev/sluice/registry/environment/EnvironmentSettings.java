package dev.sluice.registry.environment;

/**
 * What an operator chose for an environment. Its secrets are kept apart.
 *
 * @param goLiveOnSync whether a good sync is live at once, or waits to be made live
 */
public record EnvironmentSettings(
    RepositoryAddress repository, boolean goLiveOnSync, RunSettings runs, Oversight oversight) {

  /** With the usual oversight. */
  public EnvironmentSettings(RepositoryAddress repository, boolean goLiveOnSync, RunSettings runs) {
    this(repository, goLiveOnSync, runs, Oversight.DEFAULT);
  }
}
