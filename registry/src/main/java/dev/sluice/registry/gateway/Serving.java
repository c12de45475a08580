package dev.sluice.registry.gateway;

import java.time.Instant;
import java.util.List;

/**
 * Who serves a release.
 *
 * @param by the gateways that do, by name; at most {@link Gateways#MOST_SHOWN}
 * @param byAll whether all that are there do
 */
public record Serving(List<By> by, boolean byAll) {
  public Serving {
    by = List.copyOf(by);
  }

  /** One of them. */
  public record By(GatewayId id, GatewayName name, Instant since) {}
}
