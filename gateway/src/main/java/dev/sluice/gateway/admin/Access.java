package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import io.javalin.http.Context;
import java.util.Optional;

/** The checks every administration route begins with: the key, its right, then what it's about. */
record Access(KeyRing keys, Environments environments) {

  /** Who calls, whatever they may do. */
  Caller caller(Context ctx) {
    return keys.caller(ctx);
  }

  /**
   * The environment in the path, for a caller with that right in it.
   *
   * @throws Refusal 401, 403 or 404
   */
  EnvironmentName enter(Context ctx, Right right) {
    return environment(ctx, right).name();
  }

  /** The same, with its settings. */
  Environment environment(Context ctx, Right right) {
    String text = ctx.pathParam("environment");
    keys.caller(ctx).require(right, text);
    Optional<Environment> found = EnvironmentName.parse(text).flatMap(environments::find);
    return found.orElseThrow(
        () -> Refusal.notFound("unknown_environment", "There is no environment `" + text + "`."));
  }
}
