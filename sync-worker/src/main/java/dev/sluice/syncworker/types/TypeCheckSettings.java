package dev.sluice.syncworker.types;

import dev.sluice.syncworker.node.NodeScript;
import java.time.Duration;

/**
 * How types are checked.
 *
 * @param checker {@code typechecker.mjs}
 * @param timeout how long one commit may take, its start included
 */
public record TypeCheckSettings(NodeScript checker, Duration timeout) {}
