package dev.sluice.registry.vault;

import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.sealing.WorkflowKeyId;
import dev.sluice.registry.variable.VariableName;
import java.nio.charset.StandardCharsets;

/**
 * What a sealed value is and whose; it opens only under the same binding, so that a value moved to
 * another row, environment or purpose is refused. None of it is secret.
 *
 * @param kind what it is, e.g. {@code webhook secret}; one for each purpose
 * @param environment the environment's name; empty when it belongs to none
 * @param name which one of its kind; empty when there is but one
 */
public record Binding(String kind, String environment, String name) {
  /** A variable's value. A secret one doesn't open as one that may be shown. */
  public static Binding variable(EnvironmentName environment, VariableName name, boolean secret) {
    return new Binding(secret ? "secret variable" : "variable", environment.value(), name.value());
  }

  /** What a secret variable's value is to become; it doesn't open as its present one. */
  public static Binding nextVariable(EnvironmentName environment, VariableName name) {
    return new Binding("next value of the secret variable", environment.value(), name.value());
  }

  /** What previews are given in a variable's place; it doesn't open as its value. */
  public static Binding previewVariable(
      EnvironmentName environment, VariableName name, boolean secret) {
    String kind = "preview value of the " + (secret ? "secret variable" : "variable");
    return new Binding(kind, environment.value(), name.value());
  }

  /** What a workflow seals with. Ids have a length, so no two keys' names agree. */
  public static Binding workflowKey(
      EnvironmentName environment, WorkflowId workflow, WorkflowKeyId key) {
    return new Binding("key", environment.value(), key + " of workflow " + workflow);
  }

  /** What an environment shares with others. */
  public static Binding secret(EnvironmentName environment, EnvironmentSecret which) {
    return new Binding(which.label(), environment.value(), "");
  }

  /** The key of blind indexes, which stays the same when the master key is rotated. */
  static final Binding INDEX_KEY = new Binding("key of blind indexes", "", "");

  /** The user of a run: its blind index is another in each environment. */
  public static Binding userOfRun(EnvironmentName environment) {
    return new Binding("user of a run", environment.value(), "");
  }

  /** Each part preceded by its length, so that no two bindings agree. */
  byte[] bytes() {
    StringBuilder parts = new StringBuilder();
    for (String part : new String[] {kind, environment, name}) {
      parts.append(part.length()).append(':').append(part);
    }
    return parts.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return kind
        + (name.isEmpty() ? "" : " " + name)
        + (environment.isEmpty() ? "" : " of environment " + environment);
  }
}
