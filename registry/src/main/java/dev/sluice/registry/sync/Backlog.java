package dev.sluice.registry.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * How much there is to do for all sync workers together, checks of pull requests included.
 *
 * @param waiting how many syncs wait, those among them that are to be tried again later
 * @param running how many are under way
 * @param dueSince since when the one has been due that nobody has taken for longest; empty if none
 *     is due
 */
public record Backlog(int waiting, int running, Optional<Instant> dueSince) {}
