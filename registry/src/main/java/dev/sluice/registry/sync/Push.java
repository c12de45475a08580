package dev.sluice.registry.sync;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.GitHostKind;
import java.util.Optional;

/**
 * A verified message from a Git host that the environment's branch moved. A hint: the worker reads
 * the remote itself.
 *
 * @param deliveryId the host's id of the message, the same when it's sent again
 * @param head the commit the host said the branch is at now, as it wrote it
 * @param host the kind of host that sent it, if that is known
 */
public record Push(
    EnvironmentName environment, String deliveryId, String head, Optional<GitHostKind> host) {
  /** From nobody knows what. */
  public Push(EnvironmentName environment, String deliveryId, String head) {
    this(environment, deliveryId, head, Optional.empty());
  }
}
