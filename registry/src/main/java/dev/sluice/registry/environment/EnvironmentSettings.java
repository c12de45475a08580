package dev.sluice.registry.environment;

import java.net.URI;
import java.util.Optional;

/**
 * What an operator chose for an environment. Its webhook secret is kept apart.
 *
 * @param kindeDomain the origin that workflows may call without declaring {@code kinde.fetch}
 * @param goLiveOnSync whether a good sync is live at once, or waits to be made live
 */
public record EnvironmentSettings(
    RepositoryAddress repository,
    Optional<URI> kindeDomain,
    boolean goLiveOnSync,
    Egress egress,
    Limits limits) {}
