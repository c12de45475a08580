package dev.sluice.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.SealingKey;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads an environment from the registry and makes it runnable. Thread-safe. */
final class EnvironmentLoader {
  private final Registry registry;
  private final ReleaseLoader releases;
  private final RunLimits usual;

  /**
   * @param usual the limits where an environment has none of its own
   */
  EnvironmentLoader(Registry registry, Compiler compiler, RunLimits usual) {
    this.registry = registry;
    this.usual = usual;
    this.releases = new ReleaseLoader(new ProgramLoader(registry.deployments(), compiler));
  }

  /** The environment as it is kept; empty if there's none of that name. */
  Optional<Environment> find(EnvironmentName name) {
    return registry.environments().find(name);
  }

  /** Nothing but its name: enough to answer with the emergency switch, and to run nothing. */
  LiveEnvironment bare(EnvironmentName name) {
    Safeguards none = new Safeguards(Optional.empty(), Optional.empty(), Optional.empty());
    return new LiveEnvironment(
        name, Surroundings.NONE, usual, Recording.DEFAULT, none, Optional.empty());
  }

  /** The environment as it is set, without a release. */
  LiveEnvironment load(Environment environment) {
    RunLimits limits = ChosenLimits.over(usual, environment.settings().runs().limits());
    return new LiveEnvironment(
        environment.name(),
        surroundings(environment),
        limits,
        environment.settings().oversight().recording(),
        safeguards(environment),
        Optional.empty());
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

  private Surroundings surroundings(Environment environment) {
    RunSettings runs = environment.settings().runs();
    return new Surroundings(
        variables(environment.name()),
        runs.kindeDomain(),
        policy(runs.egress()),
        new Sealing(layout(runs.sealing()), keys(environment.name())),
        new Texts(runs.localization().texts(), runs.localization().defaultLanguage()));
  }

  private Map<String, Surroundings.Variable> variables(EnvironmentName name) {
    return registry.variables().list(name).stream()
        .map(KeptVariable::variable)
        .collect(Collectors.toMap(it -> it.name().value(), EnvironmentLoader::variable));
  }

  private static Surroundings.Variable variable(Variable variable) {
    return new Surroundings.Variable(
        variable.value().reveal(), variable.next().map(Secret::reveal), variable.secret());
  }

  private Map<String, SealingKey> keys(EnvironmentName name) {
    return registry.workflowKeys().active(name).entrySet().stream()
        .collect(
            Collectors.toMap(
                it -> it.getKey().value(), it -> new SealingKey(it.getValue().bytes())));
  }

  static EgressPolicy policy(Egress egress) {
    return switch (egress) {
      case Egress.PublicInternet() -> new EgressPolicy.PublicInternet();
      case Egress.Only only -> new EgressPolicy.Only(only.targets());
    };
  }

  static Sealing.Layout layout(SealingLayout layout) {
    return switch (layout) {
      case KINDE -> Sealing.Layout.KINDE;
      case TAG_LAST -> Sealing.Layout.TAG_LAST;
    };
  }

  /** The live release; empty if nothing was ever released. */
  Optional<LiveRelease> release(
      EnvironmentName name, Optional<LiveRelease> before, Compiling compiling)
      throws NotLoadableException {
    Optional<Release> live = registry.releases().live(name);
    return live.isEmpty()
        ? Optional.empty()
        : Optional.of(releases.load(live.get(), before, compiling));
  }
}
