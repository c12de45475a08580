package dev.sluice.gateway.access;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.KeyId;
import java.util.Locale;

/** Whoever showed a good key. */
public record Caller(ApiKey key) {

  public KeyId id() {
    return key.id();
  }

  /** As the audit log names them. */
  public Actor actor() {
    return Actor.of(key);
  }

  /**
   * Goes on only if the key has that right in that environment, whether or not it exists.
   *
   * @throws Refusal 403 otherwise
   */
  public Caller require(Right right, String environment) {
    if (!mayEnter(environment)) {
      throw forbidden("opens another environment only, not `" + environment + "`");
    }
    return require(right);
  }

  /**
   * Goes on only if the key has that right, in one environment at least.
   *
   * @throws Refusal 403 otherwise
   */
  public Caller require(Right right) {
    if (!right.isOf(key.role())) {
      throw forbidden("has the role `" + role() + "`, which doesn't include the right to " + right);
    }
    return this;
  }

  /**
   * Goes on only if the key has that right in all environments.
   *
   * @throws Refusal 403 otherwise
   */
  public Caller requireEverywhere(Right right) {
    if (key.environment().isPresent()) {
      throw forbidden("is for one environment; this takes a key for all of them");
    }
    return require(right);
  }

  /** Whether the key has that right in all environments. */
  public boolean mayEverywhere(Right right) {
    return key.environment().isEmpty() && right.isOf(key.role());
  }

  /** Whether the key isn't for another environment. */
  public boolean mayEnter(String environment) {
    return key.environment()
        .map(EnvironmentName::value)
        .filter(scope -> !scope.equals(environment))
        .isEmpty();
  }

  private String role() {
    return key.role().name().toLowerCase(Locale.ROOT);
  }

  private Refusal forbidden(String why) {
    String detail = "The key " + key.id() + " " + why + ".";
    return new Refusal(new HttpProblem(403, "forbidden", "The key doesn't allow this", detail));
  }
}
