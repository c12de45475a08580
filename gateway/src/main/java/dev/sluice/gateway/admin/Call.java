package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.registry.Expectation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import io.javalin.http.Context;
import java.util.Optional;

/** A request that may be made: its key is good, has the right, and what the path says is there. */
final class Call {
  private final Context ctx;
  private final Caller caller;
  private final Registry everyones;
  private final Optional<Environment> entered;
  private final Optional<Expectation> expected;

  /**
   * A call.
   *
   * @param entered the path's environment; empty if it needn't be there
   * @param expected what the caller believes of it
   */
  Call(
      Context ctx,
      Caller caller,
      Registry everyones,
      Optional<Environment> entered,
      Optional<Expectation> expected) {
    this.ctx = ctx;
    this.caller = caller;
    this.everyones = everyones;
    this.entered = entered;
    this.expected = expected;
  }

  Caller caller() {
    return caller;
  }

  /**
   * The path's environment, as it was when the call came in.
   *
   * @throws java.util.NoSuchElementException if the operation asks for none
   */
  Environment entered() {
    return entered.orElseThrow();
  }

  /** Its name. */
  EnvironmentName environment() {
    return entered().name();
  }

  /**
   * The registry for changes, which the audit log then says were the caller's. None is made to the
   * path's environment if that isn't what the caller believes.
   */
  Registry registry() {
    Actor actor = caller.actor().at(ctx.ip());
    Registry acting = everyones.as(Once.claim(ctx).map(actor::with).orElse(actor));
    // Where there's no such environment, nothing is as anyone believes.
    return EnvironmentName.parse(ctx.pathParamMap().getOrDefault("environment", ""))
        .flatMap(name -> expected.map(it -> acting.expecting(name, it)))
        .orElse(acting);
  }
}
