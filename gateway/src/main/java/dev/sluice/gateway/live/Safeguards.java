package dev.sluice.gateway.live;

import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.SafetyNet;
import java.util.Optional;

/**
 * What protects an environment from its own workflows, and those that aren't live from callers.
 *
 * @param breakGlass while it is on, nothing runs, and every run is answered with its decision
 * @param net when a release is rolled back by itself; empty for never
 * @param previewPassword what opens previews; empty if there are none
 */
public record Safeguards(
    Optional<BreakGlass> breakGlass, Optional<SafetyNet> net, Optional<Sha256> previewPassword) {

  /** The same with the switch on, or off. */
  Safeguards with(Optional<BreakGlass> next) {
    return new Safeguards(next, net, previewPassword);
  }
}
