package dev.sluice.registry.gateway;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.Map;

/**
 * A gateway, as it said last.
 *
 * @param seenAt when that was
 * @param isGone whether that is too long ago for it to be there
 */
public record SeenGateway(
    Gateway gateway, Instant seenAt, boolean isGone, Map<EnvironmentName, Served> serves) {
  public SeenGateway {
    serves = Map.copyOf(serves);
  }
}
