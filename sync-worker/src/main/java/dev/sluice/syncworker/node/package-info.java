/**
 * Runs the distribution's scripts: {@link dev.sluice.syncworker.node.NodeScript} → {@link
 * dev.sluice.syncworker.node.NodeService} → {@link dev.sluice.syncworker.node.NodeProcess}.
 */
@NullMarked
package dev.sluice.syncworker.node;

import org.jspecify.annotations.NullMarked;
