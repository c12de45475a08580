package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.access.BootstrapKey;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.FullException;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Grant;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Keys;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Revocation;
import dev.sluice.registry.key.Role;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/keys}, for admin keys of all environments. A key's value is shown once. */
final class KeyRoutes {
  private final Keys keys;
  private final Environments environments;
  private final KeyRing ring;

  KeyRoutes(Registry registry, KeyRing ring) {
    this.keys = registry.keys();
    this.environments = registry.environments();
    this.ring = ring;
  }

  /**
   * What {@code POST} takes.
   *
   * @param name what people call it; after what it opens if left out
   * @param environment all if left out
   * @param expiresAt never if left out
   */
  record Body(
      @Nullable String name,
      @Needed @OneOf({"admin", "deploy", "invoke", "read"}) @Nullable String role,
      @Nullable String environment,
      @Nullable String expiresAt) {}

  /**
   * A key as administrators see it.
   *
   * @param key its value, in the answer that made it only
   * @param createdBy who made it: a key's id, or {@code sluice} for the very first
   * @param expiresAt absent if it never does
   * @param lastUsedAt to the minute; absent if it never was
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record View(
      String id,
      Optional<String> key,
      String name,
      @OneOf({"admin", "deploy", "invoke", "read"}) String role,
      Optional<String> environment,
      Instant createdAt,
      Optional<String> createdBy,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {
    static View of(ApiKey key, Optional<Secret> value) {
      return new View(
          key.id().value(),
          value.map(Secret::reveal),
          key.name(),
          key.role().name().toLowerCase(Locale.ROOT),
          key.environment().map(EnvironmentName::value),
          key.life().createdAt(),
          key.life().by(),
          key.life().expiresAt(),
          key.life().lastUsedAt());
    }
  }

  void register(GuardedApi api) {
    api.post(
        "/v1/keys",
        Operation.of("issueKey", "Makes an API key, and shows it this once.")
            .needsEverywhere(Right.ADMINISTER)
            .takes(Body.class)
            .mayBeRepeated()
            .answers(201, View.class)
            .refuses(ProblemCode.TOO_MANY_KEYS),
        this::issue);
    api.get(
        "/v1/keys",
        Operation.of("listKeys", "Lists all API keys, without their values.")
            .needsEverywhere(Right.ADMINISTER)
            .lists(View.class),
        this::list);
    api.delete(
        "/v1/keys/{key}",
        Operation.of("revokeKey", "Revokes an API key.")
            .needsEverywhere(Right.ADMINISTER)
            .answers(204)
            .refuses(ProblemCode.UNKNOWN_KEY, ProblemCode.LAST_ADMIN_KEY),
        this::requireThere,
        this::revoke);
  }

  private void issue(Context ctx, Call call) throws IOException {
    Body body = Bodies.read(ctx, Body.class);
    NewKey wanted = wanted(body);
    IssuedKey issued = Bodies.valid(wanted, it -> issue(call.registry().keys(), it));
    Answers.json(ctx, 201, View.of(issued.key(), Optional.of(issued.value())));
  }

  private static IssuedKey issue(Keys keys, NewKey wanted) {
    try {
      return keys.issue(wanted);
    } catch (FullException e) {
      throw new Refusal(
          new HttpProblem(409, "too_many_keys", "There are too many API keys", Bodies.sentence(e)));
    }
  }

  private NewKey wanted(Body body) {
    Grant grant =
        new Grant(
            role(Bodies.required("role", body.role())),
            Optional.ofNullable(body.environment()).map(this::existing));
    String name = Optional.ofNullable(body.name()).orElseGet(() -> NewKey.usualName(grant));
    Optional<Instant> end = Optional.ofNullable(body.expiresAt()).map(KeyRoutes::time);
    return Bodies.valid(name, it -> new NewKey(it, grant, end));
  }

  private static Instant time(String text) {
    return Times.parse(text)
        .orElseThrow(() -> Refusal.badBody("`expiresAt` must be " + Times.FORM + "."));
  }

  private static Role role(String text) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            Refusal.badBody(
                "`role` must be admin, deploy, invoke or read, not `%s`.".formatted(text)));
  }

  private EnvironmentName existing(String text) {
    return EnvironmentName.parse(text)
        .filter(name -> environments.find(name).isPresent())
        .orElseThrow(() -> Refusal.badBody("There is no environment `" + text + "`."));
  }

  private void list(Context ctx, Call call) {
    Paging.list(ctx, keys::list, it -> View.of(it, Optional.empty()));
  }

  private void revoke(Context ctx, Call call) {
    KeyId id = new KeyId(ctx.pathParam("key"));
    Revocation revocation = revoke(call, id);
    ring.forget(id);
    switch (revocation) {
      case DONE -> Answers.noContent(ctx);
      case UNKNOWN -> throw missing(id);
      case LAST -> throw last(id);
    }
  }

  /** One that others have revoked may still be known here. */
  private void requireThere(Context ctx, Call call) {
    KeyId id = new KeyId(ctx.pathParam("key"));
    if (keys.hashed().stream().noneMatch(it -> it.key().id().equals(id))) {
      ring.forget(id);
      throw missing(id);
    }
  }

  private static Refusal missing(KeyId id) {
    return Refusal.notFound("unknown_key", "There is no key `" + id + "`.");
  }

  /** Who has the key that the process was given gets in without any other. */
  private static Revocation revoke(Call call, KeyId id) {
    Keys keys = call.registry().keys();
    if (BootstrapKey.isOf(call.caller())) {
      return keys.revoke(id) ? Revocation.DONE : Revocation.UNKNOWN;
    }
    return keys.revokeUnlessLast(id);
  }

  private static Refusal last(KeyId id) {
    String detail =
        "%s is the last admin key that isn't bound to an environment: nobody could make keys any"
                .formatted(id)
            + " more. Make another with POST /v1/keys {\"role\": \"admin\"}, and revoke this one"
            + " with that.";
    return new Refusal(
        new HttpProblem(409, "last_admin_key", "It is the last of its kind", detail));
  }
}
