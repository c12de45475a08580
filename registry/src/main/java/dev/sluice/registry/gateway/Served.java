package dev.sluice.registry.gateway;

import java.time.Instant;

/**
 * What a gateway serves of an environment.
 *
 * @param standby whether it is what the gateway kept on its own disk, not what it read
 * @param since when it was seen to
 */
public record Served(int release, boolean standby, Instant since) {}
