package dev.sluice.registry.gateway;

import java.time.Instant;

/**
 * One process that is a gateway.
 *
 * @param version of Sluice
 */
public record Gateway(GatewayId id, GatewayName name, String version, Instant startedAt) {}
