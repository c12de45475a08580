package dev.sluice.gateway.live;

import dev.sluice.registry.release.Release;
import java.time.Instant;
import java.util.Optional;

/**
 * What was kept of an environment, whole, to be served while the registry is away.
 *
 * @param release the one that was live; empty if nothing was ever released
 * @param bundles of its deployments
 * @param asOf when the registry said so last
 */
public record Kept(
    EnvironmentState state, Optional<Release> release, Bundles bundles, Instant asOf) {}
