package dev.sluice.gateway.live;

import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run of a pull request's preview is given: the variables that have a preview value, as
 * that; where the environment's own runs may connect to; and nothing secret of theirs.
 */
record PreviewSurroundings(Registry registry) {
  Surroundings of(EnvironmentName name) {
    Optional<Environment> environment = registry.environments().find(name);
    return environment.isEmpty()
        ? Surroundings.NONE
        : of(name, environment.get().settings().runs());
  }

  private Surroundings of(EnvironmentName name, RunSettings runs) {
    return new Surroundings(
        variables(name),
        runs.kindeDomain(),
        EnvironmentLoader.policy(runs.egress()),
        new Sealing(EnvironmentLoader.layout(runs.sealing()), Map.of()),
        new Texts(runs.localization().texts(), runs.localization().defaultLanguage()));
  }

  private Map<String, Surroundings.Variable> variables(EnvironmentName name) {
    return registry.variables().list(name).stream()
        .map(KeptVariable::variable)
        .filter(it -> it.preview().isPresent())
        .collect(Collectors.toMap(it -> it.name().value(), PreviewSurroundings::variable));
  }

  private static Surroundings.Variable variable(Variable variable) {
    String value = variable.preview().map(Secret::reveal).orElseThrow();
    return new Surroundings.Variable(value, variable.secret());
  }
}
