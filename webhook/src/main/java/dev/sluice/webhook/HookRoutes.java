package dev.sluice.webhook;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pushes: {@code POST /hooks/{environment}}. Only the secret and the ref decide what a push
 * does; repository names in it aren't compared. Thread-safe.
 */
public final class HookRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(HookRoutes.class);

  private final Verifier verifier;
  private final Intake intake;
  private final Refused refused;
  private final HookLimits limits;
  private final Turnstile bodies;
  private volatile IntConsumer answered = status -> {};

  public HookRoutes(Registry registry, InstantSource clock) {
    this(registry, clock, HookLimits.DEFAULT);
  }

  HookRoutes(Registry registry, InstantSource clock, HookLimits limits) {
    this.verifier = new Verifier(registry.environments());
    this.intake = new Intake(registry, clock);
    this.refused = new Refused(clock);
    this.limits = limits;
    this.bodies = new Turnstile(limits);
  }

  /** Adds the route to a server. */
  public void register(RoutesConfig routes) {
    routes.post("/hooks/{environment}", this::take);
  }

  /** How many deliveries weren't signed with an environment's webhook secret. */
  public long refused() {
    return refused.count();
  }

  /**
   * Has the HTTP status of every answer told from now on.
   *
   * @param listener quick, and for any thread
   */
  public void onAnswer(IntConsumer listener) {
    answered = listener;
  }

  private void take(Context ctx) {
    String address = ctx.ip();
    Answer answer = bodies.enter(address) ? entered(ctx, address) : Answers.busy();
    answer.write(ctx);
    answered.accept(answer.status());
  }

  private Answer entered(Context ctx, String address) {
    try {
      return answer(ctx);
    } finally {
      bodies.leave(address);
    }
  }

  private Answer answer(Context ctx) {
    try {
      Headers headers = ctx::header;
      Optional<GitHost> host = GitHosts.of(headers);
      if (host.filter(it -> it.isUnsignedTest(headers)).isPresent()) {
        return Answers.unsignedTest();
      }
      Optional<Delivery> delivery = host.flatMap(it -> it.delivery(headers));
      return delivery.isEmpty() ? unauthorized(ctx) : verified(ctx, host.get(), delivery.get());
    } catch (TimedBody.TooLargeException e) {
      return Answers.tooLarge(limits);
    } catch (TimedBody.TooSlowException e) {
      return Answers.tooSlow(limits);
    } catch (EofException e) {
      return Answers.unreadable("the connection broke off before the whole body had arrived");
    } catch (IOException e) {
      // The client is still there: this server stops, and waits no longer for what it sends.
      LOG.debug("A delivery was broken off", e);
      return Answers.stopping();
    } catch (UnwritableException e) {
      LOG.error("A push can't be written down, however often it is delivered: {}", e.getMessage());
      return Answers.unwritable();
    } catch (RegistryException e) {
      LOG.warn("A push couldn't be written down: {}", e.getMessage());
      return Answers.registryAway();
    }
  }

  private Answer verified(Context ctx, GitHost host, Delivery delivery) throws IOException {
    if (ctx.contentLength() > limits.bodyBytes()) {
      return Answers.tooLarge(limits);
    }
    try (TimedBody body = new TimedBody(ctx, limits)) {
      Optional<Genuine> genuine =
          verifier.verify(ctx.pathParam("environment"), host, delivery, body);
      return genuine.isEmpty() ? unauthorized(ctx) : intake.take(genuine.get(), ctx.ip());
    }
  }

  private Answer unauthorized(Context ctx) {
    refused.add(ctx.ip());
    return Answers.unauthorized();
  }
}
