package dev.sluice.registry.audit;

import dev.sluice.registry.key.ApiKey;
import java.util.Optional;

/**
 * On whose behalf a registry acts.
 *
 * @param id a key's id, or the name of a part of Sluice
 * @param name what people call it
 * @param address where the request came from, if a request it was
 * @param claim the attempt at a request that may be sent again, if it is one; see {@link
 *     dev.sluice.registry.request.Requests}
 */
public record Actor(String id, String name, Optional<String> address, Optional<String> claim) {
  /** The process itself, at its start or by its own clock. */
  public static final Actor PROCESS = part("sluice");

  /** The sync worker, which brings commits in. */
  public static final Actor SYNC_WORKER = part("sync-worker");

  /** A Git host that sent a push. */
  public static final Actor GIT_PUSH = part("git push");

  /** The safety net, which takes failing releases back. */
  public static final Actor SAFETY_NET = part("safety-net");

  private static Actor part(String name) {
    return new Actor(name, name, Optional.empty(), Optional.empty());
  }

  /** Whoever has that key. */
  public static Actor of(ApiKey key) {
    return new Actor(key.id().value(), key.name(), Optional.empty(), Optional.empty());
  }

  /** The same, calling from there. */
  public Actor at(String address) {
    return new Actor(id, name, Optional.of(address), claim);
  }

  /** The same, with a claim that each change must still hold. */
  public Actor with(String claim) {
    return new Actor(id, name, address, Optional.of(claim));
  }
}
