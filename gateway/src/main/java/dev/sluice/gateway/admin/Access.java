package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/** The checks every administration route begins with: the key, its right, then what it's about. */
record Access(KeyRing keys, Registry registry, Once once) {
  /** Who calls, whatever they may do. */
  Caller caller(Context ctx) {
    return keys.caller(ctx);
  }

  /** The registry for changes, which the audit log then says were the caller's. */
  Registry acting(Context ctx) {
    Actor actor = caller(ctx).actor().at(ctx.ip());
    return registry.as(Once.claim(ctx).map(actor::with).orElse(actor));
  }

  /** A route that makes something, which a caller may send again with an Idempotency-Key. */
  Handler once(Handler route) {
    return once.of(route);
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
    Optional<Environment> found =
        EnvironmentName.parse(text).flatMap(registry.environments()::find);
    Environment environment =
        found.orElseThrow(() ->
            Refusal.notFound("unknown_environment", "There is no environment `" + text + "`."));
    Operation.requireKnownQuery(ctx);
    return environment;
  }
}
