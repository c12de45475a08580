/**
 * Takes pushes from Git hosts: verifies them over their raw bytes, drops what doesn't concern the
 * environment, and queues a sync. {@link dev.sluice.webhook.HookRoutes} is the door.
 */
@NullMarked
package dev.sluice.webhook;

import org.jspecify.annotations.NullMarked;
