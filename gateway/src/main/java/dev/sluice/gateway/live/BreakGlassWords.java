package dev.sluice.gateway.live;

import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;

/** How an emergency switch that is on is shouted about. */
public final class BreakGlassWords {

  private BreakGlassWords() {}

  /** All there is to say, for the server's log. */
  public static String of(EnvironmentName environment, BreakGlass on) {
    return "%s; since %s, by %s: %s"
        .formatted(briefly(environment, on), on.since(), on.by(), on.reason());
  }

  /** What anybody may know. */
  public static String briefly(EnvironmentName environment, BreakGlass on) {
    return "BREAK-GLASS is on in %s: no workflow runs, every run is answered `%s`"
        .formatted(environment, on.decision().key());
  }
}
