package dev.sluice.gateway.live;

import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.variable.Variable;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.SealingKey;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes environments runnable, as the registry has them or as they were kept. Thread-safe. */
final class EnvironmentLoader {
  private final EnvironmentReader reader;
  private final Compiler compiler;
  private final ReleaseLoader releases = new ReleaseLoader();
  private final RunLimits usual;

  /**
   * @param usual the limits where an environment has none of its own
   */
  EnvironmentLoader(Registry registry, Compiler compiler, RunLimits usual) {
    this.reader = new EnvironmentReader(registry);
    this.compiler = compiler;
    this.usual = usual;
  }

  /** The environment as it is kept; empty if there's none of that name. */
  Optional<Environment> find(EnvironmentName name) {
    return reader.find(name);
  }

  /** Nothing but its name: enough to answer with the emergency switch, and to run nothing. */
  LiveEnvironment bare(EnvironmentName name) {
    Safeguards none = new Safeguards(Optional.empty(), Optional.empty(), Optional.empty());
    return new LiveEnvironment(
        name, Surroundings.NONE, usual, Recording.DEFAULT, none, Optional.empty());
  }

  /** The environment as it is set, without a release. */
  LiveEnvironment load(Environment environment) {
    return load(reader.state(environment));
  }

  /** The same as it was set when that was read. */
  LiveEnvironment load(EnvironmentState state) {
    return new LiveEnvironment(
        state.name(),
        surroundings(state),
        ChosenLimits.over(usual, state.runs().limits()),
        state.recording(),
        state.safeguards(),
        Optional.empty());
  }

  private static Surroundings surroundings(EnvironmentState state) {
    RunSettings runs = state.runs();
    return new Surroundings(
        variables(state.belongings().variables()),
        runs.kindeDomain(),
        policy(runs.egress()),
        new Sealing(layout(runs.sealing()), keys(state.belongings().keys())),
        new Texts(runs.localization().texts(), runs.localization().defaultLanguage()));
  }

  private static Map<String, Surroundings.Variable> variables(List<Variable> variables) {
    return variables.stream()
        .collect(Collectors.toMap(it -> it.name().value(), EnvironmentLoader::variable));
  }

  private static Surroundings.Variable variable(Variable variable) {
    return new Surroundings.Variable(
        variable.value().reveal(), variable.next().map(Secret::reveal), variable.secret());
  }

  private static Map<String, SealingKey> keys(Map<WorkflowId, KeyMaterial> keys) {
    return keys.entrySet().stream()
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
    return release(reader.live(name), reader.bundles(), before, compiling);
  }

  /** The release that was live when that was kept. */
  Optional<LiveRelease> release(Kept kept, Compiling compiling) throws NotLoadableException {
    return release(kept.release(), kept.bundles(), Optional.empty(), compiling);
  }

  private Optional<LiveRelease> release(
      Optional<Release> live, Bundles bundles, Optional<LiveRelease> before, Compiling compiling)
      throws NotLoadableException {
    ProgramLoader programs = new ProgramLoader(bundles, compiler);
    return live.isEmpty()
        ? Optional.empty()
        : Optional.of(releases.load(live.get(), programs, before, compiling));
  }
}
