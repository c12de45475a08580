package dev.sluice.webhook;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pushes: {@code POST /hooks/{environment}}. Only the secret and the ref decide what a push
 * does; repository names in it aren't compared. Thread-safe.
 */
public final class HookRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(HookRoutes.class);

  private final Registry registry;
  private final Environments environments;
  private final Refused refused;
  private final GitHost host = new GitHub();
  private final HookLimits limits;
  private final Turnstile bodies;

  /** What an environment that doesn't exist is verified against, to take the same time. */
  private final Secret nobodysSecret = new Secret(UUID.randomUUID().toString());

  public HookRoutes(Registry registry, InstantSource clock) {
    this(registry, clock, HookLimits.DEFAULT);
  }

  HookRoutes(Registry registry, InstantSource clock, HookLimits limits) {
    this.registry = registry;
    this.environments = registry.environments();
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

  private void take(Context ctx) throws IOException {
    if (!bodies.enter()) {
      Answers.busy().write(ctx);
      return;
    }
    try {
      answer(ctx).write(ctx);
    } finally {
      bodies.leave();
    }
  }

  private Answer answer(Context ctx) throws IOException {
    try {
      Optional<Delivery> delivery = host.delivery(ctx::header);
      return delivery.isEmpty() ? unauthorized(ctx) : verified(ctx, delivery.get());
    } catch (SignedBody.TooLargeException e) {
      return Answers.tooLarge(limits);
    } catch (TimedBody.TooSlowException e) {
      return Answers.tooSlow(limits);
    } catch (RegistryException e) {
      LOG.warn("A push couldn't be written down: {}", e.getMessage());
      return Answers.registryAway();
    }
  }

  private Answer verified(Context ctx, Delivery delivery) throws IOException {
    if (ctx.contentLength() > limits.bodyBytes()) {
      return Answers.tooLarge(limits);
    }
    Optional<EnvironmentName> name = EnvironmentName.parse(ctx.pathParam("environment"));
    Optional<Environment> environment = name.flatMap(environments::find);
    Optional<Secret> secret =
        name.flatMap(it -> environments.secret(it, EnvironmentSecret.WEBHOOK)).filter(this::usable);
    Optional<Message> message = genuine(ctx, delivery, secret.orElse(nobodysSecret));
    return message.isPresent() && secret.isPresent() && environment.isPresent()
        ? act(ctx, environment.get(), delivery, message.get())
        : unauthorized(ctx);
  }

  private Answer unauthorized(Context ctx) {
    refused.add(ctx.ip());
    return Answers.unauthorized();
  }

  /** What the body says, if it's signed with that secret. */
  private Optional<Message> genuine(Context ctx, Delivery delivery, Secret secret)
      throws IOException {
    try (TimedBody arriving = new TimedBody(ctx, limits.bodyTime())) {
      SignedBody body = new SignedBody(arriving, secret, limits);
      Message message = host.read(delivery, body);
      return body.isSignedWith(delivery.signature()) ? Optional.of(message) : Optional.empty();
    }
  }

  private boolean usable(Secret secret) {
    return !secret.reveal().isEmpty();
  }

  private Answer act(Context ctx, Environment environment, Delivery delivery, Message message) {
    return switch (message) {
      case Message.Ping() -> Answers.pong(environment);
      case Message.RefMoved(String ref, String head) ->
          accept(ctx, environment, new Push(environment.name(), delivery.id(), head), ref);
      case Message.RefDeleted(String ref) ->
          Answers.ignored(ref + " was deleted; what is live stays live");
      case Message.Other(String event) ->
          Answers.ignored("the event " + event + " isn't a push; let the hook send pushes only");
      case Message.Unreadable(String why) -> Answers.unreadable(why);
    };
  }

  private Answer accept(Context ctx, Environment environment, Push push, String ref) {
    String wanted = environment.settings().repository().ref();
    if (!ref.equals(wanted)) {
      return Answers.ignored("%s moved; %s follows %s".formatted(ref, environment.name(), wanted));
    }
    // Once accepted, the push is on disk: a crash from here on loses the answer, not the push, and
    // the host's redelivery is recognised by its id.
    Sync sync = registry.as(Actor.GIT_PUSH.at(ctx.ip())).syncs().accept(push);
    LOG.info(
        "Push {} of {} to {}: {}", push.deliveryId(), push.head(), push.environment(), sync.id());
    return Answers.queued(sync);
  }
}
