package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.CommitId;
import java.time.Instant;

/**
 * A commit of an environment's branch that syncs fail for, one after the other, for no fault of its
 * author's.
 *
 * @param times how many have, since one last read the branch to an end
 * @param last when the last of them was queued
 */
public record Failing(CommitId commit, int times, Instant last) {}
