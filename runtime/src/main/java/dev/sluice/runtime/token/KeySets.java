package dev.sluice.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import dev.sluice.runtime.EgressPolicy;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Published key sets, for a few minutes each, so that not every login asks for them. Kept apart by
 * environment and by how far its runs may reach; bounded for each environment. Thread-safe.
 */
public final class KeySets {
  static final Duration FRESH = Duration.ofMinutes(5);
  private static final int MOST = 20;
  private static final int LONGEST = 256 * 1024;
  private static final int MOST_KEYS = 100;

  /**
   * What a key set is kept for.
   *
   * @param anywhere whether the workflow reaches more than the Kinde domain
   */
  public record Place(
      String environment, EgressPolicy egress, Optional<URI> kindeDomain, boolean anywhere) {}

  private record Address(Place place, String url) {}

  private record Kept(JWKSet keys, Instant until) {}

  private final Clock clock;
  private final Map<String, Cache<Address, Kept>> byEnvironment = new ConcurrentHashMap<>();

  public KeySets(Clock clock) {
    this.clock = clock;
  }

  private Cache<Address, Kept> of(Place place) {
    return byEnvironment.computeIfAbsent(
        place.environment(),
        name -> Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build());
  }

  /** The set that address gave lately. */
  Optional<JWKSet> find(Place place, String url) {
    return Optional.ofNullable(of(place).getIfPresent(new Address(place, url)))
        .filter(kept -> clock.instant().isBefore(kept.until()))
        .map(Kept::keys);
  }

  /**
   * Reads and keeps what that address gave.
   *
   * @throws ParseException if it isn't a key set, or a larger one than anybody needs
   */
  JWKSet keep(Place place, String url, String json) throws ParseException {
    if (json.length() > LONGEST) {
      throw new ParseException("it is longer than " + LONGEST + " characters", 0);
    }
    JWKSet keys = JWKSet.parse(json);
    if (keys.size() > MOST_KEYS) {
      throw new ParseException("it has more than " + MOST_KEYS + " keys", 0);
    }
    of(place).put(new Address(place, url), new Kept(keys, clock.instant().plus(FRESH)));
    return keys;
  }

  void forget(String environment) {
    byEnvironment.remove(environment);
  }
}
