package dev.sluice.registry.deployment;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names a deployment: {@code dep_…}. */
public record DeploymentId(String value) {
  public DeploymentId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static DeploymentId next(Clock clock) {
    return new DeploymentId(SortableId.next("dep", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
