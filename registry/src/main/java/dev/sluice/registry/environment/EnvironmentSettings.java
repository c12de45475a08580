package dev.sluice.registry.environment;

/**
 * What an operator chose for an environment. Its webhook secret is kept apart.
 *
 * @param goLiveOnSync whether a good sync is live at once, or waits to be made live
 */
public record EnvironmentSettings(
    RepositoryAddress repository, boolean goLiveOnSync, RunSettings runs) {}
