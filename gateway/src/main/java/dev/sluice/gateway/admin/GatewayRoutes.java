package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.release.Releases;
import io.javalin.http.Context;
import java.util.Map;

/** {@code /v1/gateways}, for keys of all environments. */
final class GatewayRoutes {
  private final Gateways gateways;
  private final Releases releases;

  GatewayRoutes(Registry registry) {
    this.gateways = registry.gateways();
    this.releases = registry.releases();
  }

  void register(GuardedApi api) {
    api.get(
        "/v1/gateways",
        Operation.of(
                "listGateways",
                "Lists the gateways with what they serve, the one started last first.")
            .needsEverywhere(Right.READ)
            .lists(GatewayView.class),
        this::list);
  }

  private void list(Context ctx, Call call) {
    // Before the gateways: who serves something newer isn't behind.
    Map<EnvironmentName, Integer> live = releases.liveNumbers();
    Paging.list(ctx, gateways::list, it -> GatewayView.of(it, live));
  }
}
