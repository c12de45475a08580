package dev.sluice.gateway.access;

import dev.sluice.gateway.access.FailedAttempts.Reason;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.RequestHead;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.KeyId;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Knows callers by their keys; when one expires is looked at in each call. Thread-safe. */
public final class KeyRing {
  /** How many characters a key may have. */
  static final int LONGEST_KEY = 500;

  private static final String SCHEME = "Bearer ";

  private final KnownKeys keys;
  private final Optional<BootstrapKey> bootstrap;
  private final FailedAttempts failures;
  private final KeyUses uses;
  private final Clock clock;

  public KeyRing(
      KnownKeys keys,
      Optional<BootstrapKey> bootstrap,
      FailedAttempts failures,
      KeyUses uses,
      Clock clock) {
    this.keys = keys;
    this.bootstrap = bootstrap;
    this.failures = failures;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * Who sent the request.
   *
   * @throws Refusal 401 if it shows no good key, 429 if its address did so too often, 503 if too
   *     many keys are looked for
   * @throws dev.sluice.registry.RegistryException if that can't be told now
   */
  public Caller caller(Context ctx) {
    return caller(RequestHead.of(ctx));
  }

  /**
   * The same for whichever request.
   *
   * @throws Refusal as {@link #caller(Context)}
   */
  public Caller caller(RequestHead request) {
    String header = request.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw failed(request, Reason.MISSING, "Send an API key as `Authorization: Bearer <key>`.");
    }
    String value = header.substring(SCHEME.length()).strip();
    if (value.isEmpty() || value.length() > LONGEST_KEY) {
      throw failed(request, Reason.UNKNOWN, "That isn't an API key.");
    }
    ApiKey key =
        find(value)
            .orElseThrow(
                () -> failed(request, Reason.UNKNOWN, "No such API key, or it was revoked."));
    if (key.hasExpired(clock.instant())) {
      throw expired(request, key);
    }
    uses.note(key.id());
    return new Caller(key);
  }

  private Optional<ApiKey> find(String value) {
    Sha256 hash = Sha256.of(value.getBytes(StandardCharsets.UTF_8));
    if (bootstrap.isPresent() && bootstrap.get().hasHash(hash)) {
      return Optional.of(bootstrap.get().key());
    }
    return keys.find(hash, new Secret(value));
  }

  /** Only now that the key is known not to be good does it matter how often that happened. */
  private Refusal failed(RequestHead request, Reason reason, String detail) {
    return failures
        .add(request.address(), reason)
        .map(FailedAttempts::tooMany)
        .orElseGet(() -> unauthorized("unauthorized", detail));
  }

  private Refusal expired(RequestHead request, ApiKey key) {
    failures.add(request.address(), Reason.EXPIRED);
    String end = key.life().expiresAt().map(Object::toString).orElse("");
    return unauthorized("expired_key", "The key " + key.id() + " expired at " + end + ".");
  }

  /** Forgets a key that this process has just revoked. */
  public void forget(KeyId id) {
    keys.forget(id);
  }

  private static Refusal unauthorized(String code, String detail) {
    return new Refusal(
        new HttpProblem(401, code, "A good API key is needed", detail)
            .withHeader("WWW-Authenticate", "Bearer"));
  }
}
