package dev.sluice.registry.sync;

import dev.sluice.registry.environment.EnvironmentName;

/**
 * A verified message from a Git host that the environment's branch moved. A hint: the worker reads
 * the remote itself.
 *
 * @param deliveryId the host's id of the message, the same when it's sent again
 * @param head the commit the host said the branch is at now, as it wrote it
 */
public record Push(EnvironmentName environment, String deliveryId, String head) {}
