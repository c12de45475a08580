package dev.sluice.registry.gateway;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names one process that is a gateway: {@code gw_…}. Another one after each start. */
public record GatewayId(String value) {
  public GatewayId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static GatewayId next(Clock clock) {
    return new GatewayId(SortableId.next("gw", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
