package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Completion;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Demand;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.FullException;
import dev.sluice.registry.Registry;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What every administration route begins with, as its operation says: the key, its right, the
 * path's environment, the query, the headers, and only then whether it was sent before, what else
 * the path is about, and the body.
 */
record Access(KeyRing keys, Registry registry, Once once, Crowd crowd) {
  private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

  /**
   * The route behind all of that.
   *
   * @param there refuses if what the path says of the environment isn't there. What was sent before
   *     is answered as it was, though it is gone since
   */
  Handler guarded(Operation operation, Route there, Route route) {
    Demand demand = operation.demand().orElseThrow();
    return ctx -> {
      Call call = enter(ctx, operation, demand);
      Handler rest =
          it -> {
            there.handle(it, call);
            requireNoOther(it, operation);
            change(route, it, call);
          };
      Handler whole = operation.takesHeader("Idempotency-Key") ? once.of(rest) : rest;
      KeyId key = call.caller().id();
      crowd.enter(key);
      Completion.of(ctx, () -> crowd.leave(key));
      whole.handle(ctx);
    };
  }

  /**
   * A call that may be made.
   *
   * @throws Refusal 401, 403, 404 or 400
   */
  private Call enter(Context ctx, Operation operation, Demand demand) {
    Caller caller = keys.caller(ctx);
    Optional<Environment> entered =
        switch (demand.where()) {
          case SOMEWHERE -> {
            caller.require(demand.right());
            yield Optional.empty();
          }
          case EVERYWHERE -> {
            caller.requireEverywhere(demand.right());
            yield Optional.empty();
          }
          case NAMED -> {
            caller.require(demand.right(), ctx.pathParam("environment"));
            yield Optional.empty();
          }
          case THERE -> {
            caller.require(demand.right(), ctx.pathParam("environment"));
            yield Optional.of(there(ctx.pathParam("environment")));
          }
        };
    Operation.requireKnownQuery(ctx);
    return new Call(ctx, caller, registry, entered, IfMatch.expected(ctx, operation));
  }

  private Environment there(String text) {
    return EnvironmentName.parse(text)
        .flatMap(registry.environments()::find)
        .orElseThrow(() ->
            Refusal.notFound("unknown_environment", "There is no environment `" + text + "`."));
  }

  /** What nobody looks at would be a surprise later. A GET's body has no meaning in HTTP. */
  private static void requireNoOther(Context ctx, Operation operation) throws IOException {
    if (!operation.takesBody() && !READS.contains(ctx.method())) {
      Bodies.requireNone(ctx);
    }
  }

  private static void change(Route route, Context ctx, Call call) throws Exception {
    try {
      route.handle(ctx, call);
    } catch (UnexpectedException e) {
      throw IfMatch.conflict(e);
    } catch (FullException e) {
      throw new Refusal(
          new HttpProblem(409, "environment_full", "The environment is full", Bodies.sentence(e)));
    }
  }
}
