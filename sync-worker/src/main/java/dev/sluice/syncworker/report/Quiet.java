package dev.sluice.syncworker.report;

import dev.sluice.registry.environment.EnvironmentName;
import java.util.Optional;

/**
 * Who is to be left alone for a while.
 *
 * @param host by its name
 * @param environment whose token it is about; empty if it's the host as a whole
 */
public record Quiet(String host, Optional<EnvironmentName> environment) {
  /** A host that can't answer anybody. */
  static Quiet of(String host) {
    return new Quiet(host, Optional.empty());
  }

  /** A host that doesn't answer what one environment shows it: most limits are a token's. */
  static Quiet of(String host, EnvironmentName environment) {
    return new Quiet(host, Optional.of(environment));
  }
}
