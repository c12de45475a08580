package dev.sluice.gateway.openapi;

import dev.sluice.gateway.access.Right;

/**
 * What an operation asks of a key. Immutable.
 *
 * @param everywhere whether it may not be bound to an environment
 */
record Demand(Right right, boolean everywhere) {}
