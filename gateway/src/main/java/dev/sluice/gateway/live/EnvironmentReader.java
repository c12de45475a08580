package dev.sluice.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is served of environments from the registry; each method throws {@code
 * RegistryException} if it can't. Thread-safe.
 */
public record EnvironmentReader(Registry registry) {

  /** The environment as it is kept; empty if there's none of that name. */
  Optional<Environment> find(EnvironmentName name) {
    return registry.environments().find(name);
  }

  /** What its runs are given; empty if there's none of that name. */
  public Optional<EnvironmentState> state(EnvironmentName name) {
    return find(name).map(this::state);
  }

  EnvironmentState state(Environment environment) {
    EnvironmentName name = environment.name();
    return new EnvironmentState(
        name,
        environment.settings().runs(),
        environment.settings().oversight().recording(),
        safeguards(environment),
        new EnvironmentState.Belongings(variables(name), registry.workflowKeys().active(name)));
  }

  private Safeguards safeguards(Environment environment) {
    return new Safeguards(
        environment.breakGlass(),
        environment.settings().oversight().safetyNet(),
        registry
            .environments()
            .secret(environment.name(), EnvironmentSecret.PREVIEW)
            .map(secret -> Sha256.of(secret.reveal().getBytes(UTF_8))));
  }

  private List<Variable> variables(EnvironmentName name) {
    return registry.variables().list(name).stream().map(KeptVariable::variable).toList();
  }

  /** What is live; empty if nothing was ever released. */
  public Optional<Release> live(EnvironmentName name) {
    return registry.releases().live(name);
  }

  /** What deployments were built into. */
  public Bundles bundles() {
    return Bundles.of(registry.deployments());
  }
}
