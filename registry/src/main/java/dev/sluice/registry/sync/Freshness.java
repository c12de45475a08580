package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * How well an environment knows its branch.
 *
 * @param underWay whether a sync waits or runs, which reads the branch by itself
 * @param commit what the branch was at when the last sync of those that read it ended, whatever
 *     came of it
 * @param at when that sync was queued
 */
public record Freshness(boolean underWay, Optional<CommitId> commit, Optional<Instant> at) {}
