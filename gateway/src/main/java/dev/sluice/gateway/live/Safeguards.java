package dev.sluice.gateway.live;

import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.SafetyNet;
import java.util.Optional;

/**
 * What protects an environment from its own workflows.
 *
 * @param breakGlass while it is on, nothing runs, and every run is answered with its decision
 * @param net when a release is rolled back by itself; empty for never
 */
public record Safeguards(Optional<BreakGlass> breakGlass, Optional<SafetyNet> net) {

  static Safeguards of(Environment environment) {
    return new Safeguards(environment.breakGlass(), environment.settings().oversight().safetyNet());
  }
}
