package dev.sluice.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that runs obtained, until shortly before they expire. Bounded for each environment, so
 * that none pushes out another's; in this process only. Thread-safe.
 */
public final class TokenCache {
  /** A token isn't handed out in its last moments: it must still be good when it arrives. */
  static final Duration MARGIN = Duration.ofSeconds(30);

  /** Longest token that is kept, in characters. */
  public static final int LONGEST = 16 * 1024;

  static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  static final int MOST_TOKENS = 1_000;

  private record Kept(String token, Instant until) {}

  private final Clock clock;
  private final Map<String, Cache<TokenKey, Kept>> byEnvironment = new ConcurrentHashMap<>();

  public TokenCache(Clock clock) {
    this.clock = clock;
  }

  private Cache<TokenKey, Kept> of(TokenKey key) {
    return byEnvironment.computeIfAbsent(key.environment(), name -> make());
  }

  /** Every token weighs enough that neither the tokens nor their characters can be too many. */
  private Cache<TokenKey, Kept> make() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_CHARACTERS)
        .<TokenKey, Kept>weigher(
            (key, kept) -> Math.max(kept.token().length(), MOST_CHARACTERS / MOST_TOKENS))
        .expireAfter(Expiry.<TokenKey, Kept>creating((key, kept) -> lifetime(kept)))
        .build();
  }

  private Duration lifetime(Kept kept) {
    Duration left = Duration.between(clock.instant(), kept.until());
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** The token kept for {@code key}, if it is still good. */
  public Optional<String> find(TokenKey key) {
    return Optional.ofNullable(of(key).getIfPresent(key))
        .filter(kept -> clock.instant().isBefore(kept.until()))
        .map(Kept::token);
  }

  /** Finishes what the bounds have put off. */
  void settle() {
    byEnvironment.values().forEach(Cache::cleanUp);
  }

  /**
   * Keeps a token that was checked, unless it is too long or soon no longer good.
   *
   * @return whether it is kept
   */
  public boolean keep(TokenKey key, String token, Instant expiresAt) {
    Kept kept = new Kept(token, expiresAt.minus(MARGIN));
    boolean keeps = token.length() <= LONGEST && clock.instant().isBefore(kept.until());
    if (keeps) {
      of(key).put(key, kept);
    }
    return keeps;
  }

  void forget(String environment) {
    byEnvironment.remove(environment);
  }
}
