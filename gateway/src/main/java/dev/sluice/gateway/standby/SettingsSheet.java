package dev.sluice.gateway.standby;

import dev.sluice.gateway.http.Sha256;
import dev.sluice.gateway.live.EnvironmentState;
import dev.sluice.gateway.live.Safeguards;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Limits;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What runs of an environment are given and held to.
 *
 * @param keys of workflows, in base64
 */
record SettingsSheet(
    Runs runs,
    Recording recording,
    Guards guards,
    List<Value> variables,
    Map<String, String> keys) {

  /**
   * What the operator chose for every run.
   *
   * @param only where workflows may connect to; empty for the public internet
   */
  record Runs(
      Optional<URI> kindeDomain,
      Optional<List<String>> only,
      Map<String, Long> limits,
      String sealing,
      Localization localization) {
    static Runs of(RunSettings runs) {
      return new Runs(
          runs.kindeDomain(),
          targets(runs.egress()),
          runs.limits().byKey(),
          runs.sealing().key(),
          runs.localization());
    }

    private static Optional<List<String>> targets(Egress egress) {
      return switch (egress) {
        case Egress.PublicInternet() -> Optional.empty();
        case Egress.Only only -> Optional.of(only.targets());
      };
    }

    RunSettings runs() {
      return new RunSettings(
          kindeDomain,
          only.<Egress>map(Egress.Only::new).orElseGet(Egress.PublicInternet::new),
          Limits.of(limits),
          SealingLayout.of(sealing),
          localization);
    }
  }

  /**
   * What protects the environment.
   *
   * @param previewPassword its SHA-256, in hexadecimal
   */
  record Guards(
      Optional<BreakGlass> breakGlass, Optional<SafetyNet> net, Optional<String> previewPassword) {
    static Guards of(Safeguards safeguards) {
      return new Guards(
          safeguards.breakGlass(), safeguards.net(), safeguards.previewPassword().map(Sha256::hex));
    }

    Safeguards safeguards() {
      return new Safeguards(breakGlass, net, previewPassword.map(Sha256::ofHex));
    }
  }

  /** A variable, without what previews are given. */
  record Value(String name, String value, Optional<String> next, boolean secret) {
    static Value of(Variable variable) {
      return new Value(
          variable.name().value(),
          variable.value().reveal(),
          variable.next().map(Secret::reveal),
          variable.secret());
    }

    Variable variable() {
      return new Variable(new VariableName(name), new Secret(value), next.map(Secret::new), secret);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static SettingsSheet of(EnvironmentState state) {
    return new SettingsSheet(
        Runs.of(state.runs()),
        state.recording(),
        Guards.of(state.safeguards()),
        state.belongings().variables().stream().map(Value::of).toList(),
        state.belongings().keys().entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().value(), it -> it.getValue().base64().reveal())));
  }

  EnvironmentState state(EnvironmentName name) {
    Map<WorkflowId, KeyMaterial> material =
        keys.entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> new WorkflowId(it.getKey()),
                    it -> new KeyMaterial(new Secret(it.getValue()))));
    return new EnvironmentState(
        name,
        runs.runs(),
        recording,
        guards.safeguards(),
        new EnvironmentState.Belongings(
            variables.stream().map(Value::variable).toList(), material));
  }

  /** Nothing of it is for a log. */
  @Override
  public String toString() {
    return "settings";
  }
}
