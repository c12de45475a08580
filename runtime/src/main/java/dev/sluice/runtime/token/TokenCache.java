package dev.sluice.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that runs obtained, until shortly before they expire. Bounded; in this process only.
 * Thread-safe.
 */
public final class TokenCache {
  /** A token isn't handed out in its last moments: it must still be good when it arrives. */
  static final Duration MARGIN = Duration.ofSeconds(30);

  private record Kept(String token, Instant until) {}

  private final Clock clock;
  private final Cache<TokenKey, Kept> tokens;

  public TokenCache(Clock clock) {
    this.clock = clock;
    this.tokens =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfter(Expiry.<TokenKey, Kept>creating((key, kept) -> lifetime(kept)))
            .build();
  }

  private Duration lifetime(Kept kept) {
    Duration left = Duration.between(clock.instant(), kept.until());
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** The token kept for {@code key}, if it is still good. */
  public Optional<String> find(TokenKey key) {
    return Optional.ofNullable(tokens.getIfPresent(key))
        .filter(kept -> clock.instant().isBefore(kept.until()))
        .map(Kept::token);
  }

  /** Keeps a token that was checked. */
  public void keep(TokenKey key, String token, Instant expiresAt) {
    tokens.put(key, new Kept(token, expiresAt.minus(MARGIN)));
  }
}
