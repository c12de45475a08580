package dev.sluice.gateway.alert;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import java.net.URI;
import java.util.Optional;

/**
 * Where an environment's alerts go.
 *
 * @param secret what they are signed with; empty if they aren't
 */
record Receiver(URI url, Optional<Secret> secret) {

  /** The receiver as it is set now; empty if the environment has none. */
  static Optional<Receiver> of(EnvironmentName name, Environments environments) {
    return environments
        .find(name)
        .flatMap(Receiver::url)
        .map(url -> new Receiver(url, environments.secret(name, EnvironmentSecret.ALERTS)));
  }

  static Optional<URI> url(Environment environment) {
    return environment.settings().oversight().alerts();
  }
}
