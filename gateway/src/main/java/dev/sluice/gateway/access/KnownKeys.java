package dev.sluice.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.key.ApiKey;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * All API keys, by the SHA-256 of their values, as the registry told last: a call asks it nothing,
 * and the registry may go away. Only a value that isn't known is looked for there, as another
 * process may just have made it, and for few at a time. Thread-safe.
 */
public final class KnownKeys {
  private static final long NEVER = -1;

  /** Fewer than the threads and connections that logins need. */
  private static final int LOOKS = 4;

  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);
  private static final int MOST_UNKNOWN = 10_000;

  private final Keys keys;
  private final BooleanSupplier away;

  private final Semaphore looks = new Semaphore(LOOKS);

  /** What nobody had a moment ago; a key's value is made by chance, so it was no key's to be. */
  private final Cache<Sha256, Boolean> unknown =
      Caffeine.newBuilder().expireAfterWrite(UNKNOWN_FOR).maximumSize(MOST_UNKNOWN).build();

  /** Replaced whole on a change, so that a look-up under way can't bring a revoked key back. */
  private final AtomicReference<Known> known = new AtomicReference<>(Known.nothing());

  /**
   * Keys as of one moment.
   *
   * @param all whether that's all there were
   */
  private record Known(long revision, boolean all, Map<Sha256, ApiKey> byHash) {
    static Known nothing() {
      return new Known(NEVER, false, new ConcurrentHashMap<>());
    }

    static Known of(long revision, List<HashedKey> keys) {
      Map<Sha256, ApiKey> byHash = new ConcurrentHashMap<>();
      keys.forEach(it -> byHash.put(Sha256.ofHex(it.sha256()), it.key()));
      return new Known(revision, true, byHash);
    }

    Known without(KeyId id) {
      Map<Sha256, ApiKey> others = new ConcurrentHashMap<>(byHash);
      others.values().removeIf(it -> it.id().equals(id));
      return new Known(NEVER, all, others);
    }
  }

  /**
   * @param away whether the registry can't be read now, so that nobody waits for it in vain
   */
  public KnownKeys(Keys keys, BooleanSupplier away) {
    this.keys = keys;
    this.away = away;
  }

  /**
   * The key with that value.
   *
   * @throws RegistryException if that can't be told now
   * @throws Refusal 503 if too many are being looked for in the registry
   */
  Optional<ApiKey> find(Sha256 hash, Secret value) {
    Map<Sha256, ApiKey> byHash = known.get().byHash();
    ApiKey key = byHash.get(hash);
    if (key != null) {
      return Optional.of(key);
    }
    if (away.getAsBoolean()) {
      throw new RegistryException("it can't be asked for a key that isn't known here");
    }
    if (unknown.getIfPresent(hash) != null) {
      return Optional.empty();
    }
    Optional<ApiKey> found = lookUp(value);
    found.ifPresentOrElse(it -> byHash.put(hash, it), () -> unknown.put(hash, true));
    return found;
  }

  /** A look may take seconds, and whoever sends any words for a key causes one. */
  private Optional<ApiKey> lookUp(Secret value) {
    if (!looks.tryAcquire()) {
      throw Refusal.unavailable(
          "saturated",
          "Too many API keys that aren't known here are shown at once. Known ones are answered.",
          Duration.ofSeconds(1));
    }
    try {
      return keys.find(value);
    } finally {
      looks.release();
    }
  }

  /** Whether there was ever a look at all keys, the registry's or those that were kept of it. */
  public boolean isKnown() {
    return known.get().all();
  }

  /**
   * Reads them anew if any has changed since.
   *
   * @throws RegistryException if they can't be read; those known stay
   */
  public void catchUp(long revision) {
    Known before = known.get();
    if (before.revision() != revision) {
      Known next = Known.of(revision, keys.hashed());
      // Not over what this process has revoked meanwhile: then it is the next turn's.
      known.compareAndSet(before, next);
    }
  }

  /** Knows those, as they were kept, until the registry is read; unless it was read already. */
  public void restore(List<HashedKey> kept) {
    Known before = known.get();
    if (!before.all()) {
      known.compareAndSet(before, Known.of(NEVER, kept));
    }
  }

  /** Forgets one: this process has just revoked it. */
  void forget(KeyId id) {
    known.updateAndGet(it -> it.without(id));
  }

  /** Forgets all, until the registry is read. */
  public void forgetAll() {
    known.set(Known.nothing());
  }
}
