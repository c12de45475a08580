package dev.sluice.gateway.live;

import dev.sluice.registry.Revisions;
import java.time.Instant;

/**
 * What the registry said has changed.
 *
 * @param at when it was asked: all of it was so then, or later
 */
public record Heard(Revisions revisions, Instant at) {}
