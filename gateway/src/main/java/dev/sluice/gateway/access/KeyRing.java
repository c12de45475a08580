package dev.sluice.gateway.access;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.Keys;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows callers by their keys. Keys seen before are remembered by their SHA-256 until any key
 * changes, so a call asks the registry nothing. Thread-safe.
 */
public final class KeyRing {
  private static final int LONGEST_KEY = 500;
  private static final String SCHEME = "Bearer ";

  private final Keys keys;
  private final Optional<BootstrapKey> bootstrap;

  /** Replaced whole on a change, so that a look-up under way can't bring a revoked key back. */
  private volatile Seen seen = new Seen(-1, new ConcurrentHashMap<>());

  private record Seen(long revision, Map<Sha256, ApiKey> byHash) {}

  public KeyRing(Keys keys, Optional<BootstrapKey> bootstrap) {
    this.keys = keys;
    this.bootstrap = bootstrap;
  }

  /**
   * Who sent the request.
   *
   * @throws Refusal 401 if it shows no good key
   * @throws dev.sluice.registry.RegistryException if that can't be told now
   */
  public Caller caller(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized("Send an API key as `Authorization: Bearer <key>`.");
    }
    String value = header.substring(SCHEME.length()).strip();
    if (value.isEmpty() || value.length() > LONGEST_KEY) {
      throw unauthorized("That isn't an API key.");
    }
    return find(value).orElseThrow(() -> unauthorized("No such API key, or it was revoked."));
  }

  private Optional<Caller> find(String value) {
    Sha256 hash = Sha256.of(value.getBytes(StandardCharsets.UTF_8));
    if (bootstrap.isPresent() && bootstrap.get().hasHash(hash)) {
      return Optional.of(new Caller(bootstrap.get().key()));
    }
    Map<Sha256, ApiKey> known = seen.byHash();
    ApiKey key = known.get(hash);
    if (key != null) {
      return Optional.of(new Caller(key));
    }
    Optional<ApiKey> found = keys.find(new Secret(value));
    found.ifPresent(it -> known.put(hash, it));
    return found.map(Caller::new);
  }

  /** Forgets what it knows if keys have changed since. */
  public void catchUp(long revision) {
    if (seen.revision() != revision) {
      seen = new Seen(revision, new ConcurrentHashMap<>());
    }
  }

  /** Forgets what it knows: this process has just changed a key. */
  public void forget() {
    seen = new Seen(-1, new ConcurrentHashMap<>());
  }

  private static Refusal unauthorized(String detail) {
    return new Refusal(
        new HttpProblem(401, "unauthorized", "A good API key is needed", detail)
            .withHeader("WWW-Authenticate", "Bearer"));
  }
}
