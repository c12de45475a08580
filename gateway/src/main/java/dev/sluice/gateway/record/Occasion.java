package dev.sluice.gateway.record;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.run.UserId;
import java.util.Optional;

/**
 * What a run was asked for.
 *
 * @param recording which runs of the environment are remembered, as it was set when the run began
 * @param user whose login it is, if the event says so
 * @param trace the id of the trace it is part of, if any
 */
public record Occasion(
    EnvironmentName environment,
    Recording recording,
    Optional<UserId> user,
    Optional<String> trace) {
  /** One that is part of no trace. */
  public Occasion(EnvironmentName environment, Recording recording, Optional<UserId> user) {
    this(environment, recording, user, Optional.empty());
  }
}
