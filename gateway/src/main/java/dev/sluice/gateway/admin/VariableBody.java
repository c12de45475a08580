package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.registry.Secret;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.runtime.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PUT …/variables/{name}} takes.
 *
 * @param secret as it was if left out, and false of one that is new
 * @param next what the value is to become; of a secret only
 * @param preview what previews of pull requests are given in its place
 */
record VariableBody(
    @Needed @Nullable String value,
    @Nullable Boolean secret,
    @Nullable String next,
    @Nullable String preview) {
  private static final int LONGEST = 64 * 1024;
  private static final int SHORTEST_HIDDEN = Surroundings.Variable.SHORTEST_HIDDEN;

  /** What {@code PUT …/variables/{name}/next} takes. */
  record Next(@Needed @Nullable String value) {
    Secret secret() {
      return next("value", Bodies.required("value", value));
    }

    @Override
    public String toString() {
      return "Next";
    }
  }

  /**
   * The variable.
   *
   * @param hidden whether it is secret: what is said, or what the present one is
   */
  Variable variable(VariableName name, boolean hidden) {
    Secret present = bounded("value", Bodies.required("value", value));
    if (next != null && !hidden) {
      throw Refusal.badBody("Only a secret has a `next` value: add `\"secret\": true`.");
    }
    Optional<Secret> coming = Optional.ofNullable(next).map(it -> next("next", it));
    Optional<Secret> trial = Optional.ofNullable(preview).map(it -> bounded("preview", it));
    return new Variable(name, present, coming, trial, hidden);
  }

  /** Who sends an empty one means none; rotated, it would leave the secret without a value. */
  private static Secret next(String field, String text) {
    if (text.isEmpty()) {
      throw Refusal.badBody(
          "`%s` is empty. To end a rotation: DELETE …/variables/{name}/next.".formatted(field));
    }
    return bounded(field, text);
  }

  private static Secret bounded(String field, String text) {
    if (text.length() > LONGEST) {
      throw Refusal.badBody("`%s` may have at most %,d characters.".formatted(field, LONGEST));
    }
    return new Secret(text);
  }

  /** What the caller should know of a variable that was set as wished. */
  static List<String> warnings(Variable variable) {
    List<String> warnings = new ArrayList<>();
    if (variable.secret() && isShort(variable.value())) {
      warnings.add(shortSecret("value"));
    }
    if (variable.next().filter(VariableBody::isShort).isPresent()) {
      warnings.add(shortSecret("next value"));
    }
    if (variable.secret() && variable.preview().filter(VariableBody::isShort).isPresent()) {
      warnings.add(shortSecret("preview value"));
    }
    return warnings;
  }

  private static boolean isShort(Secret secret) {
    return secret.reveal().length() < SHORTEST_HIDDEN;
  }

  private static String shortSecret(String which) {
    return "The %s has fewer than %d characters, so it isn't searched for in logs, errors and stored"
            .formatted(which, SHORTEST_HIDDEN)
        + " runs: where a workflow writes it, it can be read. Choose a longer one.";
  }

  /** Shows nothing, as a secret may be in it. */
  @Override
  public String toString() {
    return "VariableBody";
  }
}
