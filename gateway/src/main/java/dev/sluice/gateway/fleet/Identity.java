package dev.sluice.gateway.fleet;

import dev.sluice.registry.gateway.Gateway;
import dev.sluice.registry.gateway.GatewayId;
import dev.sluice.registry.gateway.GatewayName;
import java.time.Clock;

/**
 * What a gateway is called.
 *
 * @param version of Sluice
 */
public record Identity(GatewayName name, String version) {
  /** One that nobody gave a name. */
  public static final Identity UNNAMED = new Identity(new GatewayName("gateway"), "unknown");

  /** A gateway of that name that starts now. */
  Gateway starting(Clock clock) {
    return new Gateway(GatewayId.next(clock), name, version, clock.instant());
  }
}
